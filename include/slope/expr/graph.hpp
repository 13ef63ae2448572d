// SPDX-License-Identifier: MIT
// The interned graph that every expression lives in: equal expressions are one node.
//
// A node is 16 bytes: an operation, up to two operands, and a count of the handles (`Expr`) that hold it.
// Operands are node numbers. Three or more arguments are a list of `pair` nodes. Nodes are immutable; a node
// is reached only from a handle, so reading needs no lock. Making nodes takes the lock of a `Session`. Nodes
// that no handle reaches are swept away when a session starts and the graph has doubled since the last sweep.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "slope/core/rational.hpp"

namespace slope {

/// The number of a node; 0 is no node.
using NodeId = std::uint32_t;

/// What a node does. Values from `add` on are functions of the catalog, in its order.
enum class Op : std::uint32_t {
  none,
  integer,  ///< a small integer, held in both operands
  ratio,    ///< a small quotient: first operand over second
  big,      ///< any other exact number
  symbol,
  pair,  ///< an argument and the rest of the arguments
  add,
  subtract,
  multiply,
  divide,
  negate,
  pow,
  first_function,
};

constexpr bool is_number(Op op) { return op >= Op::integer && op <= Op::big; }

struct Node {
  Op op = Op::none;
  NodeId a = 0;
  NodeId b = 0;
  std::atomic<std::uint32_t> handles{0};
};

class Graph {
 public:
  /// The one graph of the process. It is never destroyed.
  static Graph& instance() {
    static Graph* const graph = new Graph;
    return *graph;
  }
  /// The nodes of the numbers 0 and 1, which are always there.
  static constexpr NodeId zero = 1, one = 2;

  /// Exclusive right to make nodes; may be nested in one thread. Node numbers without a handle are valid
  /// until the outermost session ends.
  class Session {
   public:
    Session();
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
  };

  static const Node& node(NodeId id) {
    return chunks_[id >> chunk_bits].load(std::memory_order_acquire)[id & chunk_mask];
  }
  const Node& operator[](NodeId id) const { return node(id); }
  /// The node with this operation and these operands, without any rewriting. Needs a session.
  NodeId intern(Op op, NodeId a, NodeId b);
  NodeId number(const Rational& value);  ///< needs a session
  NodeId symbol(std::string_view name);  ///< needs a session

  bool is_number(NodeId id) const { return slope::is_number((*this)[id].op); }
  Rational value(NodeId number) const;
  const std::string& name(NodeId symbol) const;

  void hold(NodeId id) { at(id).handles.fetch_add(1, std::memory_order_relaxed); }
  void drop(NodeId id) { at(id).handles.fetch_sub(1, std::memory_order_release); }

  /// More than the largest node number in use.
  std::uint32_t extent() const { return extent_.load(std::memory_order_relaxed); }
  struct Statistics {
    std::size_t nodes;  ///< alive, or not yet swept
    std::size_t bytes;  ///< nodes, intern table, names and long numbers
    double bytes_per_node() const {
      return nodes ? static_cast<double>(bytes) / static_cast<double>(nodes) : 0;
    }
  };
  Statistics statistics();
  /// Frees every node that no handle reaches. Called by itself; of use for measuring.
  void sweep();

 private:
  static constexpr unsigned chunk_bits = 15;
  static constexpr NodeId chunk_mask = (NodeId{1} << chunk_bits) - 1;
  static constexpr std::size_t max_chunks = std::size_t{1} << 16;  // 2^31 nodes

  Graph();
  static Node& at(NodeId id) {
    return chunks_[id >> chunk_bits].load(std::memory_order_relaxed)[id & chunk_mask];
  }
  void make_room();
  NodeId insert(Op op, NodeId a, NodeId b, std::size_t slot);
  void clear_table(std::size_t size);
  void place(NodeId id);
  void release(NodeId id);
  // What counts towards the next sweep, in nodes.
  std::size_t weight() const { return alive_ + long_bytes_ / sizeof(Node); }

  // Of the process, as the graph is: so reading a node is two loads.
  static inline constinit std::array<std::atomic<Node*>, max_chunks> chunks_{};
  std::atomic<std::uint32_t> extent_{1};
  std::vector<NodeId> table_;  // open addressing, linear probing; the size is 2^(64 − shift_)
  unsigned shift_ = 0;
  std::vector<NodeId> free_;  // numbers to use again, the lowest last
  std::size_t room_ = 0;      // how many nodes can be made before `make_room` must be called
  std::size_t alive_ = 0;
  std::size_t long_bytes_ = 0;  // what names and long numbers take beside their nodes
  std::size_t sweep_at_;
  std::recursive_mutex mutex_;
  unsigned depth_ = 0;

  // Side tables for what does not fit a node, indexed by Node::a. Addresses stay: readers hold no lock.
  template <class T> struct Side {
    std::array<std::atomic<T*>, 32> blocks{};  // block k holds 2^k entries
    std::vector<std::uint32_t> free;
    std::uint32_t size = 0;
    T& operator[](std::uint32_t i) const;
    std::uint32_t add(T value);
  };
  Side<Rational> numbers_;
  Side<std::string> names_;
  std::unordered_map<std::string_view, NodeId> symbols_;
};

}  // namespace slope
