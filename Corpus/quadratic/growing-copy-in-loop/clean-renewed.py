class Report:
    def __init__(self, rule):
        self.rule = rule
        self.text = ""


def reports(rules: list, region: str):
    """Each round adds to a text that it made itself."""
    found = []
    for rule in rules:
        report = Report(rule)
        report.text = f"rule {rule.name}"
        if region:
            report.text += f" of {region}"
        found.append(report)
    return found
