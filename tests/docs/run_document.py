# SPDX-License-Identifier: MIT
"""Runs what a Markdown document shows, and compares what comes out with what the document says.

```sh blocks: a line `$ COMMAND` (continued after a final backslash) runs in bash, with the program in PATH; the lines
up to the next command are its exact output, as a terminal shows it: standard output and standard error. Without such
lines any output will do. The exit code must be 0, or N in a block ```sh exit=N.

```cpp blocks: with main() the block is compiled as it stands and run; if the next block is ```output, that is exactly
what it must print. Without main() it is compiled after #include <slope/slope.hpp> and using namespace slope.

Links to other files of the project must lead somewhere. A picture pictures/NAME of the document must be what its commands
drew as NAME. Commands find the project's examples/ beside them.

With --write the document and its pictures are made true instead: what a shell command says takes the place of its lines of
output, where it has such lines.

Commands that begin with a member of NOT_RUN are not run, since they fetch or build the project that is being tested;
a script among them must exist.
"""

import argparse
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
import tempfile

NOT_RUN = ("git clone ", "cd slope", "scripts/")
SECONDS = 60


@dataclasses.dataclass
class Block:
    line: int  # of the opening fence
    language: str
    attributes: dict
    text: list


class Wrong(Exception):
    """Something in the document does not hold."""


def blocks_of(document):
    """The fenced code blocks of a document, in order."""
    blocks, open_block = [], None
    for number, line in enumerate(document.splitlines(), 1):
        fence = re.fullmatch(r"```(\S*)\s*(.*)", line)
        if open_block is None and fence:
            attributes = dict(word.split("=", 1) for word in fence[2].split())
            open_block = Block(number, fence[1], attributes, [])
        elif open_block is not None and fence:
            if fence[1]:
                raise Wrong(f"line {number}: a block opens within the block of line {open_block.line}")
            blocks.append(open_block)
            open_block = None
        elif open_block is not None:
            open_block.text.append(line)
    if open_block is not None:
        raise Wrong(f"line {open_block.line}: the block is never closed")
    return blocks


def compare(what, expected, got):
    expected, got = "\n".join(expected).rstrip(), got.rstrip()
    if expected != got:
        raise Wrong(f"{what}\n--- the document says\n{expected}\n--- but it is\n{got}")


def commands_of(block):
    """The commands of a shell block: (line number, command, lines of output)."""
    commands, continued = [], False
    for number, line in enumerate(block.text, block.line + 1):
        if continued:
            start, command, output = commands[-1]
            commands[-1] = (start, command + "\n" + line, output)
        elif line.startswith("$ "):
            commands.append((number, line[2:], []))
        elif commands:
            commands[-1][2].append(line)
            continue
        else:
            raise Wrong(f"line {number}: output without a command")
        continued = line.endswith("\\")
    if not commands:
        raise Wrong(f"line {block.line}: a shell block without a command")
    return commands


class Runner:
    def __init__(self, arguments, folder):
        self.source = arguments.source
        self.compile = arguments.compile
        self.folder = folder
        path = f"{arguments.program.parent}:{os.environ['PATH']}" if arguments.program else os.environ["PATH"]
        self.environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        self.done = 0
        self.written = {} if arguments.write else None  # line after a command: (lines it has, lines it should have)

    def run(self, command):
        self.done += 1
        result = subprocess.run(
            command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=SECONDS, check=False)
        return result.returncode, result.stdout.decode()

    def run_shell(self, block):
        for number, command, output in commands_of(block):
            if command.startswith(NOT_RUN):
                script = self.source / command.split()[0]
                if command.startswith("scripts/") and not os.access(script, os.X_OK):
                    raise Wrong(f"line {number}: there is no script {script}")
                continue
            code, got = self.run(["bash", "-c", command])
            expected = int(block.attributes.get("exit", 0))
            if code != expected:
                raise Wrong(f"line {number}: $ {command}\nexits with {code}, not {expected}, and says\n{got}")
            if any(output) and self.written is not None:
                self.written[number + command.count("\n")] = (len(output), got.rstrip().split("\n"))
            elif any(output):
                compare(f"line {number}: $ {command}", output, got)

    def run_cpp(self, block, output):
        text = "\n".join(block.text) + "\n"
        is_program = re.search(r"\bmain\(", text)
        if output and not is_program:
            raise Wrong(f"line {output.line}: the output of a block without main()")
        if not is_program:
            text = f"#include <slope/slope.hpp>\nusing namespace slope;\n{text}int main() {{}}\n"
        file = self.folder / "snippet.cpp"
        file.write_text(text)
        compiler, *flags = self.compile
        code, got = self.run([compiler, "snippet.cpp", "-o", "snippet", *flags])
        if code != 0:
            raise Wrong(f"line {block.line}: does not compile:\n{got}")
        code, got = self.run(["./snippet"])
        if code != 0:
            raise Wrong(f"line {block.line}: exits with {code} and says\n{got}")
        if output:
            compare(f"line {block.line}", output.text, got)


def check_links(document, folder):
    prose = re.sub(r"^```.*?^```$", "", document, flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", prose):
        if not (folder / target).exists():
            raise Wrong(f"a link to {target}, which does not exist")


def check_pictures(document, folder, drawn, write):
    for name in re.findall(r"!\[[^]]*\]\(pictures/([^)]+)\)", document):
        if not (drawn / name).exists():
            raise Wrong(f"a picture {name}, which no command draws")
        committed = folder / "pictures" / name
        if write:
            committed.parent.mkdir(parents=True, exist_ok=True)
            committed.write_bytes((drawn / name).read_bytes())
        elif not committed.exists() or committed.read_bytes() != (drawn / name).read_bytes():
            raise Wrong(f"the picture {name} is not what the commands draw")


def run_document(document, runner):
    blocks = blocks_of(document)
    for block, following in zip(blocks, [*blocks[1:], None]):
        if block.language == "sh":
            runner.run_shell(block)
        elif block.language == "cpp":
            runner.run_cpp(block, following if following and following.language == "output" else None)
        elif following and following.language == "output":
            raise Wrong(f"line {following.line}: an output block must follow a cpp block")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("document", type=pathlib.Path)
    parser.add_argument("--source", type=pathlib.Path, required=True, help="the project's root")
    parser.add_argument("--program", type=pathlib.Path, help="the program `slope`")
    parser.add_argument("--write", action="store_true", help="make the document say what its commands do")
    parser.add_argument("compile", nargs="+", help="the command that compiles and links a C++ file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "examples").symlink_to((arguments.source / "examples").resolve())
        runner = Runner(arguments, folder)
        text, place = arguments.document.read_text(), arguments.document.parent
        try:
            run_document(text, runner)
            check_pictures(text, place, folder, arguments.write)
            check_links(text, place)
            if runner.written:
                lines = text.split("\n")
                for after, (old, new) in sorted(runner.written.items(), reverse=True):
                    lines[after:after + old] = new
                arguments.document.write_text("\n".join(lines))
        except Wrong as wrong:
            sys.exit(f"{arguments.document}: {wrong}")
    print(f"{arguments.document}: {runner.done} commands as shown")


if __name__ == "__main__":
    main()
