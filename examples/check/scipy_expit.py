# SPDX-License-Identifier: MIT
"""scipy.special.expit: a number a line in, a result a line out. With --float in float."""
import sys

import numpy
from scipy.special import expit

x = numpy.loadtxt(sys.stdin, dtype=numpy.float32 if "--float" in sys.argv else numpy.float64, ndmin=1)
print("\n".join(repr(float(v)) for v in expit(x)))
