// SPDX-License-Identifier: MIT
// The list of built-in rules. The operators come first, in the order of `Op` (expr/graph.hpp).
#pragma once

#include "slope/function/activation.hpp"
#include "slope/function/arithmetic.hpp"
#include "slope/function/comparison.hpp"
#include "slope/function/constants.hpp"
#include "slope/function/error_function.hpp"
#include "slope/function/exponential.hpp"
#include "slope/function/gamma.hpp"
#include "slope/function/hyperbolic.hpp"
#include "slope/function/inverse_hyperbolic.hpp"
#include "slope/function/inverse_trigonometric.hpp"
#include "slope/function/piecewise.hpp"
#include "slope/function/sigmoid.hpp"
#include "slope/function/trigonometric.hpp"

namespace slope {

using Catalog = RuleList<Add, Subtract, Multiply, Divide, Negate, Pow,                                  //
                         Pi, E,                                                                         //
                         Exp, Expm1, Log, Log1p, Log2, Log10, Sqrt, Cbrt, Hypot,                        //
                         Sin, Cos, Tan, Sec, Csc, Cot, Asin, Acos, Atan, Asec, Acsc, Acot, Atan2,       //
                         Sinh, Cosh, Tanh, Sech, Csch, Coth, Asinh, Acosh, Atanh, Asech, Acsch, Acoth,  //
                         Sigmoid, Logit, Softplus, LogSigmoid, LogAddExp, LogSumExp,                    //
                         Relu, LeakyRelu, Elu, Selu, Gelu, Swish, Mish,                                 //
                         Abs, Sign, Floor, Ceil, Max, Min, Clamp,                                       //
                         Where, Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual,                //
                         Erf, Erfc, Gamma, Lgamma, Digamma, Polygamma>;

}  // namespace slope
