// SPDX-License-Identifier: MIT
#include "slope/calculus/coloring.hpp"

#include <algorithm>
#include <limits>

namespace slope::detail {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
using Vertex = std::uint32_t;

// The least colour that was not forbidden to v.
std::uint32_t least_allowed(const std::vector<Vertex>& forbidden_to, Vertex v) {
  std::uint32_t c = 0;
  while (c < forbidden_to.size() && forbidden_to[c] == v) ++c;
  return c;
}

// Stars are the connected parts of two colours. Each edge belongs to one; its hub is known once it has two edges.
class StarColoring {
 public:
  explicit StarColoring(const Pattern& pattern)
      : pattern_(pattern),
        color_(pattern.rows, none),
        forbidden_to_(1, none),
        first_(1),
        treated_(pattern.rows, none),
        by_color_(pattern.rows),
        hubs_(pattern.rows) {}

  Coloring run() {
    for (Vertex v = 0; v < pattern_.rows; ++v) {
      forbid(v);
      const std::uint32_t c = least_allowed(forbidden_to_, v);
      if (c == count_) {
        ++count_;
        forbidden_to_.resize(count_ + 1, none);
        first_.resize(count_ + 1);
      }
      color_[v] = c;
      join_stars(v);
    }
    return {std::move(color_), count_};
  }

 private:
  // An edge seen from one end: the other end, its colour, and the star.
  struct Edge {
    Vertex neighbour;
    std::uint32_t color, star;
  };
  struct Seen {
    Vertex at = none, neighbour = none;
  };

  template <class Visit> void each_colored_neighbour(Vertex v, const Visit& visit) const {
    for (std::size_t k = pattern_.row_start[v]; k < pattern_.row_start[v + 1]; ++k) {
      const auto w = static_cast<Vertex>(pattern_.column[k]);
      if (w != v && color_[w] != none) visit(w);
    }
  }
  void treat(Vertex v, Vertex w) {
    if (treated_[w] == v) return;
    treated_[w] = v;
    each_colored_neighbour(w, [&](Vertex x) { forbidden_to_[color_[x]] = v; });
  }
  void forbid(Vertex v) {
    each_colored_neighbour(v, [&](Vertex w) {
      forbidden_to_[color_[w]] = v;
      Seen& seen = first_[color_[w]];
      if (seen.at == v) {
        treat(v, seen.neighbour);
        treat(v, w);
      } else {
        seen = {v, w};
        for (const Vertex x : hubs_[w]) forbidden_to_[color_[x]] = v;
      }
    });
  }
  // The edges of w to vertices of that colour, if any: they are one star.
  const Edge* edge_to_color(Vertex w, std::uint32_t c) const {
    for (const Edge& e : by_color_[w])
      if (e.color == c) return &e;
    return nullptr;
  }
  void make_hub(std::uint32_t star, Vertex hub, Vertex leaf) {
    if (hub_[star] == none) {
      hub_[star] = hub;
      hubs_[leaf].push_back(hub);
    }
  }
  void join_stars(Vertex v) {
    each_colored_neighbour(v, [&](Vertex w) {
      if (const Edge* e =
              edge_to_color(w, color_[v])) {  // w has another neighbour of v's colour: w is the hub
        make_hub(e->star, w, e->neighbour);
        hubs_[v].push_back(w);
        return;
      }
      std::uint32_t star;
      if (const Edge* e =
              edge_to_color(v, color_[w])) {  // v has another neighbour of w's colour: v is the hub
        star = e->star;
        make_hub(star, v, e->neighbour);
        hubs_[w].push_back(v);
      } else {
        star = static_cast<std::uint32_t>(hub_.size());
        hub_.push_back(none);
        by_color_[v].push_back({w, color_[w], star});
      }
      by_color_[w].push_back({v, color_[v], star});
    });
  }

  const Pattern& pattern_;
  std::vector<std::uint32_t> color_;
  std::uint32_t count_ = 0;
  std::vector<Vertex> forbidden_to_;
  std::vector<Seen> first_;
  std::vector<Vertex> treated_;
  std::vector<std::vector<Edge>> by_color_;  // of each vertex, one edge for each colour among its neighbours
  std::vector<std::vector<Vertex>> hubs_;    // of each vertex, the hubs of the stars in which it is a leaf
  std::vector<Vertex> hub_;                  // of each star
};

}  // namespace

Pattern transposed(const Pattern& p) {
  Pattern t{p.columns, p.rows, std::vector<std::size_t>(p.columns + 1, 0), {}};
  t.column.resize(p.column.size());
  for (const std::size_t j : p.column) ++t.row_start[j + 1];
  for (std::size_t j = 0; j < p.columns; ++j) t.row_start[j + 1] += t.row_start[j];
  std::vector<std::size_t> next(t.row_start.begin(), t.row_start.end() - 1);
  for (std::size_t i = 0; i < p.rows; ++i)
    for (std::size_t k = p.row_start[i]; k < p.row_start[i + 1]; ++k) t.column[next[p.column[k]]++] = i;
  return t;
}

Coloring color_columns(const Pattern& pattern) {
  const Pattern by_column = transposed(pattern);
  Coloring out{std::vector<std::uint32_t>(pattern.columns, none), 0};
  std::vector<Vertex> forbidden_to(1, none);
  for (Vertex j = 0; j < pattern.columns; ++j) {
    for (std::size_t k = by_column.row_start[j]; k < by_column.row_start[j + 1]; ++k) {
      const std::size_t i = by_column.column[k];
      for (std::size_t l = pattern.row_start[i]; l < pattern.row_start[i + 1]; ++l)
        if (const std::uint32_t c = out.color[pattern.column[l]]; c != none) forbidden_to[c] = j;
    }
    out.color[j] = least_allowed(forbidden_to, j);
    if (out.color[j] == out.count) forbidden_to.resize(++out.count + 1, none);
  }
  return out;
}

Coloring color_symmetric(const Pattern& pattern) { return StarColoring(pattern).run(); }

}  // namespace slope::detail
