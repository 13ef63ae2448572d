// SPDX-License-Identifier: MIT
// The nodes below some roots, operands before the nodes that use them, without recursion.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "slope/expr/node_ref.hpp"

namespace slope {

/// Every distinct node reachable from the roots, each after its operands, `pair` nodes included. A pass walks
/// the list with an index and keeps its results in an array of its own: `slot(node)` is the node's place in
/// the list. O(nodes), and no stack growth at any depth.
class Postorder {
 public:
  explicit Postorder(NodeRef root) : Postorder(std::span(&root, 1)) {}
  explicit Postorder(std::span<const NodeRef> roots);
  ~Postorder();
  Postorder(const Postorder&) = delete;
  Postorder& operator=(const Postorder&) = delete;

  std::size_t size() const { return nodes_.size(); }
  NodeRef operator[](std::size_t i) const { return nodes_[i]; }
  auto begin() const { return nodes_.begin(); }
  auto end() const { return nodes_.end(); }
  /// The place of a node that was reached.
  std::size_t slot(NodeRef node) const { return marks_->of[node.id].slot; }
  /// True if the node was reached.
  bool contains(NodeRef node) const {
    return node.id < marks_->of.size() && marks_->of[node.id].stamp == marks_->epoch;
  }

  // One mark a node of the whole graph, reused by every pass of the thread: a new epoch clears all marks.
  struct Mark {
    std::uint32_t stamp = 0, slot = 0;
  };
  struct Marks {
    std::vector<Mark> of;
    std::uint32_t epoch = 0;
    std::vector<NodeId> todo;
  };

 private:
  std::vector<NodeRef> nodes_;
  std::unique_ptr<Marks> marks_;
};

}  // namespace slope
