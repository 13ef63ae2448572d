#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh SLOPE MODULE EXPECTED ARGUMENT...: runs `slope check ARGUMENT...` and looks for every line of the file EXPECTED in
# its report. Skipped, with code 77, if the system's Python has no such MODULE ("none" needs none).
slope=$1 module=$2 expected=$3
shift 3
PATH=/usr/bin:$PATH
cd "$(dirname "$0")" || exit 1
if [ "$module" != none ] && ! python3 -c "import importlib.util as u, sys; sys.exit(u.find_spec(sys.argv[1]) is None)" "$module"; then
  echo "skipped: Python has no module $module"
  exit 77
fi
report=$("$slope" check "$@"; echo "exit code $?")
printf '%s\n' "$report"
failed=0
while IFS= read -r line; do
  case $report in
    *"$line"*) ;;
    *) failed=1; echo "not in the report: $line" ;;
  esac
done <"$expected"
exit $failed
