// SPDX-License-Identifier: MIT
#include "slope/expr/graph.hpp"

#include <algorithm>
#include <bit>

#include "slope/core/error.hpp"

namespace slope {

namespace {

constexpr std::size_t first_sweep = std::size_t{1} << 20;
constexpr std::size_t smallest_table = std::size_t{1} << 16;

std::uint64_t hash(Op op, NodeId a, NodeId b) {
  const std::uint64_t key =
      (std::uint64_t{a} << 32 | b) ^ static_cast<std::uint64_t>(op) * 0xbf58476d1ce4e5b9u;
  return key * 0x9e3779b97f4a7c15u;  // the top bits depend on all of the key
}

std::size_t bytes_of(const Rational& number) { return number.bits() / 8; }

}  // namespace

template <class T> T& Graph::Side<T>::operator[](std::uint32_t i) const {
  const auto k = static_cast<unsigned>(std::bit_width((i + 1) / 2));  // floor of log2(i + 1)
  return blocks[k].load(std::memory_order_acquire)[i + 1 - (std::uint32_t{1} << k)];
}

template <class T> std::uint32_t Graph::Side<T>::add(T value) {
  std::uint32_t i = size;
  if (free.empty()) {
    const auto k = static_cast<unsigned>(std::bit_width((i + 1) / 2));  // floor of log2(i + 1)
    if (!blocks[k].load(std::memory_order_relaxed))
      blocks[k].store(new T[std::size_t{1} << k], std::memory_order_release);
    ++size;
  } else {
    i = free.back();
    free.pop_back();
  }
  (*this)[i] = std::move(value);
  return i;
}

Graph::Graph() : sweep_at_(first_sweep) {
  clear_table(smallest_table);
  chunks_[0] = new Node[std::size_t{1} << chunk_bits];
  hold(intern(Op::integer, 0, 0));
  hold(intern(Op::integer, 0, 1));
}

Graph::Session::Session() {
  Graph& g = instance();
  g.mutex_.lock();
  if (g.depth_++ == 0 && g.weight() > g.sweep_at_) g.sweep();
}

Graph::Session::~Session() {
  Graph& g = instance();
  --g.depth_;
  g.mutex_.unlock();
}

void Graph::make_room() {
  if (free_.empty()) {
    constexpr NodeId batch = 256;  // a divisor of the chunk
    const NodeId end = (extent_.load(std::memory_order_relaxed) / batch + 1) * batch;
    const std::size_t chunk = (end - 1) >> chunk_bits;
    if (chunk >= max_chunks) throw LimitError("more than 2^31 expression nodes are alive");
    if (!chunks_[chunk].load(std::memory_order_relaxed))
      chunks_[chunk].store(new Node[std::size_t{1} << chunk_bits], std::memory_order_release);
    for (NodeId id = end; id > extent_;) free_.push_back(--id);
    extent_.store(end, std::memory_order_relaxed);
  }
  if (alive_ * 2 >= table_.size()) {
    const std::vector<NodeId> old = std::move(table_);
    clear_table(old.size() * 2);
    for (const NodeId id : old)
      if (id != 0) place(id);
  }
  room_ = std::min(free_.size(), table_.size() / 2 - alive_);
}

void Graph::clear_table(std::size_t size) {
  table_.assign(size, 0);
  shift_ = static_cast<unsigned>(std::countl_zero(size)) + 1;
}

void Graph::place(NodeId id) {
  const std::size_t mask = table_.size() - 1;
  const Node& n = at(id);
  std::size_t slot = hash(n.op, n.op == Op::big ? 0 : n.a, n.b) >> shift_;  // a big number: by value alone
  while (table_[slot] != 0) slot = (slot + 1) & mask;
  table_[slot] = id;
}

// A new node, for a slot of the table that is free. Needs room.
NodeId Graph::insert(Op op, NodeId a, NodeId b, std::size_t slot) {
  const NodeId id = free_.back();
  free_.pop_back();
  --room_;
  ++alive_;
  Node& n = at(id);
  n.op = op;
  n.a = a;
  n.b = b;
  table_[slot] = id;
  return id;
}

NodeId Graph::intern(Op op, NodeId a, NodeId b) {
  if (room_ == 0) return make_room(), intern(op, a, b);
  const std::size_t mask = table_.size() - 1;
  std::size_t slot = hash(op, a, b) >> shift_;
  while (const NodeId id = table_[slot]) {
    const Node& n = at(id);
    if (n.a == a && n.b == b && n.op == op) return id;
    slot = (slot + 1) & mask;
  }
  return insert(op, a, b, slot);
}

NodeId Graph::number(const Rational& value) {
  if (value.is_small()) {
    const std::int64_t num = value.small_numerator(), den = value.small_denominator();
    if (den == 1)
      return intern(Op::integer, static_cast<NodeId>(static_cast<std::uint64_t>(num) >> 32),
                    static_cast<NodeId>(num));
    if (num == static_cast<std::int32_t>(num) && den == static_cast<std::uint32_t>(den))
      return intern(Op::ratio, static_cast<NodeId>(num), static_cast<NodeId>(den));
  }
  if (room_ == 0) make_room();
  const std::size_t mask = table_.size() - 1;
  const auto digest = static_cast<NodeId>(value.hash());
  std::size_t slot = hash(Op::big, 0, digest) >> shift_;
  for (; const NodeId id = table_[slot]; slot = (slot + 1) & mask) {
    const Node& n = at(id);
    if (n.op == Op::big && n.b == digest && numbers_[n.a] == value) return id;
  }
  long_bytes_ += bytes_of(value);
  return insert(Op::big, numbers_.add(value), digest, slot);
}

NodeId Graph::symbol(std::string_view name) {
  if (const auto found = symbols_.find(name); found != symbols_.end()) return found->second;
  const std::uint32_t entry = names_.add(std::string(name));
  long_bytes_ += name.size();
  const NodeId id = intern(Op::symbol, entry, 0);
  symbols_.emplace(names_[entry], id);
  return id;
}

Rational Graph::value(NodeId number) const {
  const Node& n = (*this)[number];
  switch (n.op) {
    case Op::integer: return {static_cast<std::int64_t>(std::uint64_t{n.a} << 32 | n.b)};
    case Op::ratio: return {static_cast<std::int32_t>(n.a), static_cast<std::int64_t>(n.b)};
    default: return numbers_[n.a];
  }
}

const std::string& Graph::name(NodeId symbol) const { return names_[(*this)[symbol].a]; }

void Graph::release(NodeId id) {
  Node& n = at(id);
  if (n.op == Op::big) {
    long_bytes_ -= bytes_of(numbers_[n.a]);
    numbers_[n.a] = Rational();
    numbers_.free.push_back(n.a);
  } else if (n.op == Op::symbol) {
    long_bytes_ -= names_[n.a].size();
    symbols_.erase(names_[n.a]);
    names_[n.a] = std::string();
    names_.free.push_back(n.a);
  }
  n.op = Op::none;
  free_.push_back(id);
  --alive_;
}

void Graph::sweep() {
  const std::lock_guard lock(mutex_);
  room_ = 0;
  const NodeId end = extent_;
  std::vector<bool> reached(end);
  std::vector<NodeId> todo;
  const auto reach = [&](NodeId id) {
    if (id != 0 && !reached[id]) reached[id] = true, todo.push_back(id);
  };
  for (NodeId id = 1; id < end; ++id) {
    if (at(id).op == Op::none || at(id).handles.load(std::memory_order_acquire) == 0) continue;
    reach(id);
    while (!todo.empty()) {
      const Node& n = at(todo.back());
      todo.pop_back();
      if (n.op >= Op::pair) reach(n.a), reach(n.b);
    }
  }
  for (NodeId id = end; --id > 0;)
    if (at(id).op != Op::none && !reached[id]) release(id);
  clear_table(std::max<std::size_t>(std::bit_ceil(alive_ * 2), smallest_table));
  for (NodeId id = 1; id < end; ++id)
    if (at(id).op != Op::none) place(id);
  sweep_at_ = std::max(first_sweep, weight() * 2);
}

Graph::Statistics Graph::statistics() {
  const std::lock_guard lock(mutex_);
  const std::size_t chunks = (extent() >> chunk_bits) + 1;
  return {alive_, (chunks << chunk_bits) * sizeof(Node) +
                      (table_.size() + free_.capacity()) * sizeof(NodeId) + numbers_.size * sizeof(Rational) +
                      names_.size * sizeof(std::string) + long_bytes_};
}

}  // namespace slope
