// SPDX-License-Identifier: MIT
// Charts as SVG, without a display and without other software.
#pragma once

#include "slope/plot/bar_chart.hpp"
#include "slope/plot/decision_map.hpp"
#include "slope/plot/heat_map.hpp"
#include "slope/plot/line_chart.hpp"
