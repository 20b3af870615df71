"""The members of each team filtered out of all players."""

from collections import defaultdict


def flagged(teams: list, players: list):
    members = {}
    for team in teams:
        members[team] = [name for name, of in players if of == team]  # expect: nested-scan "players"
    return members


def fixed(teams: list, players: list):
    by_team = defaultdict(list)
    for name, of in players:
        by_team[of].append(name)
    return {team: by_team[team] for team in teams}


def data(size):
    return list(range(size)), [(f"name {number}", size - number - 1) for number in range(size)]
