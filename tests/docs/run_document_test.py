# SPDX-License-Identifier: MIT
"""That run_document.py finds what is wrong with a document, and nothing where nothing is wrong."""

import argparse
import pathlib
import sys
import tempfile
import unittest

import run_document

COMPILER = sys.argv.pop(1)


def errors_in(document):
    arguments = argparse.Namespace(
        source=pathlib.Path(__file__).parents[2], program=None, write=False,
        compile=[COMPILER, "-std=c++20"])
    with tempfile.TemporaryDirectory() as folder:
        try:
            run_document.run_document(document, run_document.Runner(arguments, pathlib.Path(folder)))
        except run_document.Wrong as wrong:
            return str(wrong)
    return ""


PROGRAM = "```cpp\n#include <cstdio>\nint main() { std::puts(\"7\"); return CODE; }\n```\n"


class RunDocument(unittest.TestCase):
    def test_right_documents(self):
        self.assertEqual(errors_in("Words and `code`.\n"), "")
        self.assertEqual(errors_in("```sh\n$ echo a; echo; echo b\na\n\nb\n\n$ echo \\\n  c\nc\n```\n"), "")
        self.assertEqual(errors_in("```sh\n$ echo unseen\n```\n"), "")
        self.assertEqual(errors_in("```sh exit=3\n$ echo no >&2; exit 3\nno\n```\n"), "")
        self.assertEqual(errors_in("```sh\n$ git clone nowhere\n$ scripts/test\n```\n"), "")
        self.assertEqual(errors_in(PROGRAM.replace("CODE", "0") + "prints\n```output\n7\n```\n"), "")

    def test_wrong_output(self):
        self.assertIn("line 2: $ echo a", errors_in("```sh\n$ echo a\nb\n```\n"))
        self.assertIn("line 2: $ echo a", errors_in("```sh\n$ echo a\na\na\n```\n"))
        self.assertIn("--- but it is\n7", errors_in(PROGRAM.replace("CODE", "0") + "```output\n8\n```\n"))

    def test_wrong_exit_code(self):
        self.assertIn("exits with 1, not 0", errors_in("```sh\n$ false\n```\n"))
        self.assertIn("exits with 0, not 2", errors_in("```sh exit=2\n$ true\n```\n"))
        self.assertIn("exits with 5", errors_in(PROGRAM.replace("CODE", "5")))

    def test_what_does_not_compile(self):
        self.assertIn("does not compile", errors_in("```cpp\nint main() { return x; }\n```\n"))
        self.assertIn("does not compile", errors_in("```cpp\nint f() { return 1; }\n```\n"))  # no slope.hpp here

    def test_blocks_that_would_not_be_run(self):
        self.assertIn("without a command", errors_in("```sh\n```\n"))
        self.assertIn("output without a command", errors_in("```sh\nslope --help\n```\n"))
        self.assertIn("there is no script", errors_in("```sh\n$ scripts/gone\n```\n"))
        self.assertIn("never closed", errors_in("```sh\n$ true\n"))
        self.assertIn("must follow a cpp block", errors_in("```text\na\n```\n```output\na\n```\n"))

    def test_links(self):
        here = pathlib.Path(__file__).parent
        run_document.check_links("[a](run_document.py), [b](https://example.org/x), [c](#part)", here)
        run_document.check_links("```cpp\n[](int x) {};\n```\n", here)
        for document in ("[a](gone.md)", "see [a](run_document.py) and\n[b](gone.md#part)"):
            with self.assertRaisesRegex(run_document.Wrong, "a link to gone.md"):
                run_document.check_links(document, here)

    def test_pictures(self):
        document = "![a](pictures/a.svg) and a [link](pictures/b.svg)"
        with tempfile.TemporaryDirectory() as name:
            here, drawn = pathlib.Path(name) / "here", pathlib.Path(name) / "drawn"
            drawn.mkdir()
            with self.assertRaisesRegex(run_document.Wrong, "no command draws"):
                run_document.check_pictures(document, here, drawn, False)
            (drawn / "a.svg").write_text("new")
            with self.assertRaisesRegex(run_document.Wrong, "not what the commands draw"):
                run_document.check_pictures(document, here, drawn, False)
            run_document.check_pictures(document, here, drawn, True)
            run_document.check_pictures(document, here, drawn, False)
            (drawn / "a.svg").write_text("newer")
            with self.assertRaisesRegex(run_document.Wrong, "not what the commands draw"):
                run_document.check_pictures(document, here, drawn, False)


if __name__ == "__main__":
    unittest.main()
