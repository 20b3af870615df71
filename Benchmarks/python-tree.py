"""Build the Python benchmark tree: the .py files of the wheels that python-packages.txt pins.

    python3 python-tree.py DESTINATION [--list FILE] [--downloads FOLDER]

Wheels are downloaded with pip, without their dependencies, and kept. Prints files, lines and bytes of each package.
"""
import argparse
import pathlib
import subprocess
import sys
import zipfile


def wheel(requirement, downloads):
    """The downloaded wheel of `name==version`."""
    folder = downloads / requirement.replace("==", "-")
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.glob("*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:",
                   "--python-version", "3.13", "--dest", str(folder), requirement]
        subprocess.run(command, check=True)
    return next(folder.glob("*.whl"))


def unpack(archive, folder):
    """Writes the Python files of a wheel; returns how many files, lines and bytes."""
    files = lines = size = 0
    with zipfile.ZipFile(archive) as wheel_file:
        for member in wheel_file.infolist():
            if not member.filename.endswith(".py"):
                continue
            data = wheel_file.read(member)
            path = folder / member.filename
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            files, lines, size = files + 1, lines + data.count(b"\n"), size + len(data)
    return files, lines, size


def main():
    here = pathlib.Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("destination", type=pathlib.Path)
    parser.add_argument("--list", type=pathlib.Path, default=here / "python-packages.txt")
    parser.add_argument("--downloads", type=pathlib.Path, default=pathlib.Path("downloads"))
    options = parser.parse_args()
    total = (0, 0, 0)
    print("| package | files | lines | bytes |\n| --- | ---: | ---: | ---: |")
    for requirement in options.list.read_text().split():
        counts = unpack(wheel(requirement, options.downloads), options.destination / requirement.replace("==", "-"))
        total = tuple(a + b for a, b in zip(total, counts))
        print(f"| {requirement} | {counts[0]} | {counts[1]} | {counts[2]} |")
    print(f"| total | {total[0]} | {total[1]} | {total[2]} |")


if __name__ == "__main__":
    main()
