from .. import reports


def main():
    print(reports.report())
    print(reports.rows())
    print(reports.choices())
