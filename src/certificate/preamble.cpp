// SPDX-License-Identifier: MIT
#include "preamble.hpp"

#include <array>
#include <stdexcept>
#include <vector>

namespace slope::certificate {

namespace {

struct Entry {
  std::string_view name;
  std::vector<std::string_view> uses;
  std::string_view text;
};

// In an order in which each stands after what it uses.
const std::vector<Entry>& entries() {
  static const std::vector<Entry> list = {
      {"sigmoid", {}, "Definition sigmoid (x : R) : R := 1 / (1 + exp (- x)).\n"},
      {"softplus", {}, "Definition softplus (x : R) : R := ln (1 + exp x).\n"},

      // Signs.
      {"sigmoid_pos", {"sigmoid"}, R"(Lemma sigmoid_pos x : 0 < sigmoid x.
Proof.
  unfold sigmoid. pose proof (exp_pos (- x)).
  apply Rdiv_lt_0_compat; lra.
Qed.
)"},
      {"sigmoid_below_1", {"sigmoid"}, R"(Lemma sigmoid_below_1 x : sigmoid x < 1.
Proof.
  unfold sigmoid. pose proof (exp_pos (- x)).
  apply Rmult_lt_reg_r with (1 + exp (- x)); [lra |].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.
)"},
      {"softplus_pos", {"softplus"}, R"(Lemma softplus_pos x : 0 < softplus x.
Proof.
  unfold softplus. pose proof (exp_pos x). rewrite <- ln_1.
  apply ln_increasing; lra.
Qed.
)"},
      {"cosh_positive", {}, R"(Lemma cosh_positive x : 0 < cosh x.
Proof. unfold cosh. pose proof (exp_pos x). pose proof (exp_pos (- x)). lra. Qed.
)"},
      {"tanh_bounds", {}, R"(Lemma tanh_bounds x : -1 < tanh x < 1.
Proof.
  unfold tanh, sinh, cosh. pose proof (exp_pos x). pose proof (exp_pos (- x)).
  set (a := exp x) in *. set (b := exp (- x)) in *.
  replace ((a - b) / 2 / ((a + b) / 2)) with (1 - 2 * b / (a + b)) by (field; lra).
  assert (0 < b / (a + b)) by (apply Rdiv_lt_0_compat; lra).
  assert (b / (a + b) < 1) by (apply Rmult_lt_reg_r with (a + b); [lra |];
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra).
  unfold Rdiv in *. lra.
Qed.
)"},
      {"tanh_square_below_1", {"tanh_bounds"}, R"(Lemma tanh_square_below_1 x : tanh x ^ 2 < 1.
Proof. pose proof (tanh_bounds x). nra. Qed.
)"},
      {"sin_square_bound", {}, R"(Lemma sin_square_bound x : sin x ^ 2 <= 1.
Proof. pose proof (SIN_bound x). nra. Qed.
)"},
      {"cos_square_bound", {}, R"(Lemma cos_square_bound x : cos x ^ 2 <= 1.
Proof. pose proof (COS_bound x). nra. Qed.
)"},
      {"pythagoras", {}, R"(Lemma pythagoras x : sin x ^ 2 = 1 - cos x ^ 2.
Proof. pose proof (sin2_cos2 x) as H. unfold Rsqr in H. lra. Qed.
)"},
      {"even_power_pos", {}, R"(Lemma even_power_pos n x : x <> 0 -> 0 < x ^ (2 * n).
Proof. intros H. rewrite pow_mult. apply pow_lt. rewrite <- Rsqr_pow2. now apply Rsqr_pos_lt. Qed.
)"},
      {"even_power_nonneg", {}, R"(Lemma even_power_nonneg n x : 0 <= x ^ (2 * n).
Proof. rewrite pow_mult. apply pow_le, pow2_ge_0. Qed.
)"},
      {"root_square", {}, R"(Lemma root_square x : 0 <= x -> sqrt x ^ 2 = x.
Proof. intros H. now rewrite <- Rsqr_pow2, Rsqr_sqrt. Qed.
)"},

      // Derivatives of operations.
      {"derive_plus", {}, R"(Lemma derive_plus f g x d e :
  is_derive f x d -> is_derive g x e -> is_derive (fun t => f t + g t) x (d + e).
Proof. intros F G. exact (is_derive_plus f g x d e F G). Qed.
)"},
      {"derive_minus", {}, R"(Lemma derive_minus f g x d e :
  is_derive f x d -> is_derive g x e -> is_derive (fun t => f t - g t) x (d - e).
Proof. intros F G. exact (is_derive_minus f g x d e F G). Qed.
)"},
      {"derive_opp", {}, R"(Lemma derive_opp f x d : is_derive f x d -> is_derive (fun t => - f t) x (- d).
Proof. intros F. exact (is_derive_opp f x d F). Qed.
)"},
      {"derive_mult", {}, R"(Lemma derive_mult f g x d e :
  is_derive f x d -> is_derive g x e -> is_derive (fun t => f t * g t) x (d * g x + f x * e).
Proof. intros F G. apply (is_derive_mult f g x d e F G). intros; apply Rmult_comm. Qed.
)"},
      {"derive_div", {}, R"(Lemma derive_div f g x d e :
  g x <> 0 -> is_derive f x d -> is_derive g x e ->
  is_derive (fun t => f t / g t) x ((d * g x - f x * e) / g x ^ 2).
Proof. intros N F G. now apply is_derive_div. Qed.
)"},
      {"derive_plus_constant", {"derive_plus"}, R"(Lemma derive_plus_constant f c x d :
  is_derive f x d -> is_derive (fun t => f t + c) x d.
Proof.
  intros F. replace d with (d + 0) by ring.
  exact (derive_plus f _ x d 0 F (is_derive_const c x)).
Qed.
)"},
      {"derive_constant_plus", {"derive_plus"}, R"(Lemma derive_constant_plus f c x d :
  is_derive f x d -> is_derive (fun t => c + f t) x d.
Proof.
  intros F. replace d with (0 + d) by ring.
  exact (derive_plus _ f x 0 d (is_derive_const c x) F).
Qed.
)"},
      {"derive_minus_constant", {"derive_minus"}, R"(Lemma derive_minus_constant f c x d :
  is_derive f x d -> is_derive (fun t => f t - c) x d.
Proof.
  intros F. replace d with (d - 0) by ring.
  exact (derive_minus f _ x d 0 F (is_derive_const c x)).
Qed.
)"},
      {"derive_constant_minus", {"derive_minus"}, R"(Lemma derive_constant_minus f c x d :
  is_derive f x d -> is_derive (fun t => c - f t) x (- d).
Proof.
  intros F. replace (- d) with (0 - d) by ring.
  exact (derive_minus _ f x 0 d (is_derive_const c x) F).
Qed.
)"},
      {"derive_mult_constant", {"derive_mult"}, R"(Lemma derive_mult_constant f c x d :
  is_derive f x d -> is_derive (fun t => f t * c) x (d * c).
Proof.
  intros F. replace (d * c) with (d * c + f x * 0) by ring.
  exact (derive_mult f _ x d 0 F (is_derive_const c x)).
Qed.
)"},
      {"derive_constant_mult", {"derive_mult"}, R"(Lemma derive_constant_mult f c x d :
  is_derive f x d -> is_derive (fun t => c * f t) x (c * d).
Proof.
  intros F. replace (c * d) with (0 * f x + c * d) by ring.
  exact (derive_mult _ f x 0 d (is_derive_const c x) F).
Qed.
)"},
      {"derive_div_constant", {"derive_mult_constant"}, R"(Lemma derive_div_constant f c x d :
  is_derive f x d -> is_derive (fun t => f t / c) x (d / c).
Proof. exact (derive_mult_constant f (/ c) x d). Qed.
)"},
      {"derive_constant_div", {"derive_div"}, R"(Lemma derive_constant_div f c x d :
  f x <> 0 -> is_derive f x d -> is_derive (fun t => c / f t) x (- (c * d) / f x ^ 2).
Proof.
  intros N F. replace (- (c * d) / f x ^ 2) with ((0 * f x - c * d) / f x ^ 2) by (now field).
  exact (derive_div _ f x 0 d N (is_derive_const c x) F).
Qed.
)"},
      {"derive_pow", {}, R"(Lemma derive_pow f x d n c :
  INR (S n) = c -> is_derive f x d -> is_derive (fun t => f t ^ S n) x (c * f x ^ n * d).
Proof.
  intros <- F. replace (INR (S n) * f x ^ n * d) with (INR (S n) * d * f x ^ pred (S n)) by (simpl pred; ring).
  now apply is_derive_pow.
Qed.
)"},
      {"derive_inverse_pow", {"derive_pow"}, R"(Lemma derive_inverse_pow f x d n c :
  INR (S n) = c -> f x <> 0 -> is_derive f x d ->
  is_derive (fun t => / f t ^ S n) x (- c * (/ f x ^ S (S n)) * d).
Proof.
  intros C N F.
  replace (- c * (/ f x ^ S (S n)) * d) with (- (c * f x ^ n * d) / (f x ^ S n) ^ 2)
    by (rewrite <- !tech_pow_Rmult; field; split; [now apply pow_nonzero | exact N]).
  apply is_derive_inv; [now apply derive_pow | now apply pow_nonzero].
Qed.
)"},
      {"derive_as", {}, R"(Lemma derive_as f (x d e : R) : is_derive f x d -> d = e -> is_derive f x e.
Proof. intros F E. now rewrite <- E. Qed.
)"},
      {"derive_call", {}, R"(Lemma derive_call h f x d l :
  is_derive h (f x) l -> is_derive f x d -> is_derive (fun t => h (f t)) x (l * d).
Proof. intros H F. rewrite Rmult_comm. exact (is_derive_comp h f x l d H F). Qed.
)"},

      // Derivatives of functions.
      {"slope_exp", {}, R"(Lemma slope_exp x : is_derive exp x (exp x).
Proof. apply is_derive_exp. Qed.
)"},
      {"slope_ln", {}, R"(Lemma slope_ln x : 0 < x -> is_derive ln x (1 / x).
Proof. intros H. unfold Rdiv. rewrite Rmult_1_l. now apply is_derive_ln. Qed.
)"},
      {"slope_sqrt", {}, R"(Lemma slope_sqrt x : 0 < x -> is_derive sqrt x (1 / (2 * sqrt x)).
Proof.
  intros H. auto_derive; [exact H |]. unfold Rdiv. ring.
Qed.
)"},
      {"slope_sin", {}, R"(Lemma slope_sin x : is_derive sin x (cos x).
Proof. auto_derive; [exact I | ring]. Qed.
)"},
      {"slope_cos", {}, R"(Lemma slope_cos x : is_derive cos x (- sin x).
Proof. auto_derive; [exact I | ring]. Qed.
)"},
      {"slope_tan", {"pythagoras"}, R"(Lemma slope_tan x : cos x <> 0 -> is_derive tan x (1 + tan x ^ 2).
Proof.
  intros H. pose proof (pythagoras x) as E. unfold tan. auto_derive; [exact H |].
  field [E]. exact H.
Qed.
)"},
      {"slope_atan", {}, R"(Lemma slope_atan x : is_derive atan x (1 / (1 + x ^ 2)).
Proof.
  apply is_derive_Reals. unfold Rdiv. rewrite Rmult_1_l. exact (derivable_pt_lim_atan x).
Qed.
)"},
      {"slope_sigmoid",
       {"sigmoid"},
       R"(Lemma slope_sigmoid x : is_derive sigmoid x (sigmoid x * (1 - sigmoid x)).
Proof. unfold sigmoid. pose proof (exp_pos (- x)). auto_derive; [lra | field; lra]. Qed.
)"},
      {"slope_softplus",
       {"sigmoid", "softplus"},
       R"(Lemma slope_softplus x : is_derive softplus x (sigmoid x).
Proof.
  unfold softplus, sigmoid. pose proof (exp_pos x).
  auto_derive; [lra | rewrite exp_Ropp; field; lra].
Qed.
)"},
      {"slope_tanh", {}, R"(Lemma slope_tanh x : is_derive tanh x (1 - tanh x ^ 2).
Proof.
  unfold tanh, sinh, cosh. pose proof (exp_pos x). pose proof (exp_pos (- x)).
  auto_derive; [lra | field; lra].
Qed.
)"},
      {"slope_sinh", {}, R"(Lemma slope_sinh x : is_derive sinh x (cosh x).
Proof. unfold sinh, cosh. auto_derive; [exact I | field]. Qed.
)"},
      {"slope_cosh", {}, R"(Lemma slope_cosh x : is_derive cosh x (sinh x).
Proof. unfold sinh, cosh. auto_derive; [exact I | field]. Qed.
)"},

      // All functions of exponentials in terms of e^x.
      {"exp_up", {}, R"(Lemma exp_up n c x : INR n = c -> exp (c * x) = exp x ^ n.
Proof.
  intros <-. induction n as [| n H]; [simpl; rewrite Rmult_0_l; exact exp_0 |].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, H. simpl. ring.
Qed.
)"},
      {"exp_down", {"exp_up"}, R"(Lemma exp_down n c x : INR n = c -> exp (- (c * x)) = / exp x ^ n.
Proof. intros H. now rewrite <- (exp_up n c x H), <- exp_Ropp. Qed.
)"},
      {"exp_ln_up", {"exp_up"}, R"(Lemma exp_ln_up n c x : 0 < x -> INR n = c -> exp (c * ln x) = x ^ n.
Proof. intros P C. now rewrite (exp_up n c _ C), exp_ln. Qed.
)"},
      {"exp_ln_down",
       {"exp_ln_up"},
       R"(Lemma exp_ln_down n c x : 0 < x -> INR n = c -> exp (- (c * ln x)) = / x ^ n.
Proof. intros P C. rewrite exp_Ropp. f_equal. now apply exp_ln_up. Qed.
)"},
      {"exp_sum", {}, R"(Lemma exp_sum a b u v : exp a = u -> exp b = v -> exp (a + b) = u * v.
Proof. intros <- <-. apply exp_plus. Qed.
)"},
      {"ln_of_product", {}, R"(Lemma ln_of_product a b : 0 < a -> 0 < b -> ln (a * b) = ln a + ln b.
Proof. apply ln_mult. Qed.
)"},
      {"ln_of_quotient", {}, R"(Lemma ln_of_quotient a b : 0 < a -> 0 < b -> ln (a / b) = ln a - ln b.
Proof.
  intros A B. unfold Rdiv, Rminus. rewrite ln_mult, ln_Rinv; auto using Rinv_0_lt_compat.
Qed.
)"},
      {"ln_of_power", {}, R"(Lemma ln_of_power a u n c : 0 < a -> INR n = c -> ln a = u -> ln (a ^ n) = c * u.
Proof.
  intros A <- <-. induction n as [| n H]; [simpl; rewrite ln_1; ring |].
  rewrite <- tech_pow_Rmult, ln_mult, H, S_INR; [ring | exact A | now apply pow_lt].
Qed.
)"},
      {"ln_of_inverse_power", {"ln_of_power"}, R"(Lemma ln_of_inverse_power a u n c :
  0 < a -> INR n = c -> ln a = u -> ln (/ a ^ n) = - (c * u).
Proof. intros A C L. rewrite ln_Rinv; [f_equal; now apply ln_of_power | now apply pow_lt]. Qed.
)"},
      {"ln_one_plus_exp", {}, R"(Lemma ln_one_plus_exp x : ln (1 + exp x) = ln (1 + exp (- x)) + x.
Proof.
  pose proof (exp_pos (- x)). rewrite <- (ln_exp x) at 3. rewrite <- ln_mult; [| lra | apply exp_pos].
  f_equal. rewrite Rmult_plus_distr_r, <- exp_plus, Rplus_opp_l, exp_0. ring.
Qed.
)"},
      {"ln_sigmoid", {"sigmoid", "softplus"}, R"(Lemma ln_sigmoid x : ln (sigmoid x) = - softplus (- x).
Proof.
  unfold sigmoid, softplus. pose proof (exp_pos (- x)).
  unfold Rdiv. rewrite Rmult_1_l. apply ln_Rinv. lra.
Qed.
)"},
      {"ln_complement", {"sigmoid", "softplus"}, R"(Lemma ln_complement x : ln (1 - sigmoid x) = - softplus x.
Proof.
  unfold sigmoid, softplus. pose proof (exp_pos x). rewrite <- ln_Rinv by lra. f_equal.
  rewrite exp_Ropp. field. lra.
Qed.
)"},
      {"ln_of_root", {}, R"(Lemma ln_of_root a u : 0 < a -> ln a = u -> ln (sqrt a) = u / 2.
Proof.
  intros A <-. rewrite <- (sqrt_sqrt a) at 2 by lra. rewrite ln_mult; try now apply sqrt_lt_R0. field.
Qed.
)"},
      {"sigmoid_by_exp", {"sigmoid"}, R"(Lemma sigmoid_by_exp x u : exp x = u -> sigmoid x = u / (1 + u).
Proof.
  intros <-. unfold sigmoid. rewrite exp_Ropp. pose proof (exp_pos x). field. lra.
Qed.
)"},
      {"tanh_by_exp", {}, R"(Lemma tanh_by_exp x u : exp x = u -> tanh x = (u ^ 2 - 1) / (u ^ 2 + 1).
Proof.
  intros <-. unfold tanh, sinh, cosh. rewrite exp_Ropp. pose proof (exp_pos x).
  field. split; nra.
Qed.
)"},
      {"tan_by_parts", {}, R"(Lemma tan_by_parts x s c : sin x = s -> cos x = c -> tan x = s / c.
Proof. now intros <- <-. Qed.
)"},
      {"sinh_by_exp", {}, R"(Lemma sinh_by_exp x u : exp x = u -> sinh x = (u - / u) / 2.
Proof. intros <-. unfold sinh. now rewrite exp_Ropp. Qed.
)"},
      {"cosh_by_exp", {}, R"(Lemma cosh_by_exp x u : exp x = u -> cosh x = (u + / u) / 2.
Proof. intros <-. unfold cosh. now rewrite exp_Ropp. Qed.
)"},

      // Tactics.
      {"positive", {}, R"(Ltac positive :=
  match goal with
  | |- 0 < ?a => assumption
  | |- 0 < _ + _ => first [apply Rplus_lt_0_compat; positive | apply Rplus_lt_le_0_compat; positive
                          | apply Rplus_le_lt_0_compat; positive]
  | |- 0 < _ * _ => apply Rmult_lt_0_compat; positive
  | |- 0 < _ ^ _ => apply pow_lt; positive
  | |- 0 < / _ => apply Rinv_0_lt_compat; positive
  | |- 0 < _ => lra
  | |- 0 <= _ ^ 2 => apply pow2_ge_0
  | |- 0 <= ?a * ?a => apply Rle_0_sqr
  | |- 0 <= _ + _ => apply Rplus_le_le_0_compat; positive
  | |- 0 <= _ * _ => apply Rmult_le_pos; positive
  | |- 0 <= _ => first [assumption | apply Rlt_le; positive]
  end.
)"},
      {"nonzero", {"positive"}, R"(Ltac nonzero_part :=
  first
    [ assumption
    | apply Rgt_not_eq; positive
    | lra
    | apply Rmult_integral_contrapositive_currified; nonzero_part
    | apply pow_nonzero; nonzero_part
    | match goal with H : _ <> 0 |- _ <> 0 => let Z := fresh in intro Z; apply H; lra end
    | match goal with H : _ <> 0 |- _ <> 0 =>
        let Z := fresh in intro Z; apply H; field_simplify_eq; first [lra | nra | nonzero] end
    | nra ]
with nonzero := repeat match goal with |- _ /\ _ => split end; nonzero_part.
)"},
  };
  return list;
}

const Entry& entry(std::string_view name) {
  for (const Entry& e : entries())
    if (e.name == name) return e;
  throw std::logic_error("no lemma " + std::string(name));
}

}  // namespace

std::string Preamble::need(std::string_view name) {
  const Entry& e = entry(name);
  if (needed_.insert(e.name).second)
    for (const std::string_view other : e.uses) need(other);
  return std::string(name);
}

std::string Preamble::text() const {
  std::string text;
  for (const Entry& e : entries())
    if (needed_.contains(e.name)) (text += e.text) += '\n';
  return text;
}

}  // namespace slope::certificate
