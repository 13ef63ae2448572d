// SPDX-License-Identifier: MIT
#include "greek.hpp"

#include <array>

namespace slope::printing {

namespace {

struct Letter {
  std::string_view character, name;
};
constexpr std::array letters = {
    Letter{"α", "alpha"},   Letter{"β", "beta"},  Letter{"γ", "gamma"},   Letter{"δ", "delta"},
    Letter{"ε", "epsilon"}, Letter{"ζ", "zeta"},  Letter{"η", "eta"},     Letter{"θ", "theta"},
    Letter{"ι", "iota"},    Letter{"κ", "kappa"}, Letter{"λ", "lambda"},  Letter{"μ", "mu"},
    Letter{"ν", "nu"},      Letter{"ξ", "xi"},    Letter{"π", "pi"},      Letter{"ρ", "rho"},
    Letter{"σ", "sigma"},   Letter{"τ", "tau"},   Letter{"υ", "upsilon"}, Letter{"φ", "phi"},
    Letter{"χ", "chi"},     Letter{"ψ", "psi"},   Letter{"ω", "omega"},   Letter{"Γ", "Gamma"},
    Letter{"Δ", "Delta"},   Letter{"Θ", "Theta"}, Letter{"Λ", "Lambda"},  Letter{"Ξ", "Xi"},
    Letter{"Π", "Pi"},      Letter{"Σ", "Sigma"}, Letter{"Φ", "Phi"},     Letter{"Ψ", "Psi"},
    Letter{"Ω", "Omega"}};

}  // namespace

std::string_view greek_name(std::string_view letter) {
  for (const Letter& l : letters)
    if (l.character == letter) return l.name;
  return {};
}

bool is_greek_name(std::string_view word) {
  for (const Letter& l : letters)
    if (l.name == word) return true;
  return false;
}

}  // namespace slope::printing
