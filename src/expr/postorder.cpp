// SPDX-License-Identifier: MIT
#include "slope/expr/postorder.hpp"

#include <algorithm>
#include <memory>

namespace slope {

namespace {
thread_local std::vector<std::unique_ptr<Postorder::Marks>> spare_marks;
}

Postorder::Postorder(std::span<const NodeRef> roots) {
  if (spare_marks.empty()) {
    marks_ = std::make_unique<Marks>();
  } else {
    marks_ = std::move(spare_marks.back());
    spare_marks.pop_back();
  }
  if (const std::size_t extent = Graph::instance().extent(); marks_->of.size() < extent)
    marks_->of.resize(std::max(extent, marks_->of.size() * 2));
  if (marks_->epoch > 0xfffffff0u) std::fill(marks_->of.begin(), marks_->of.end(), Mark()), marks_->epoch = 0;
  marks_->epoch += 2;
  // A node is stamped with its epoch when it is in the list, with epoch − 1 while its operands are visited.
  const std::uint32_t open = marks_->epoch - 1, done = marks_->epoch;
  Mark* const marks = marks_->of.data();
  std::uint32_t listed = 0;
  std::vector<NodeId>& todo = marks_->todo;
  todo.clear();
  for (const NodeRef root : roots) {
    if (!root) continue;
    todo.push_back(root.id);
    while (!todo.empty()) {
      const NodeId top = todo.back();
      Mark& mark = marks[top];
      if (mark.stamp < open) {
        mark.stamp = open;
        if (const Node& n = Graph::node(top); n.op >= Op::pair) {
          if (n.b != 0 && marks[n.b].stamp != done) todo.push_back(n.b);
          if (n.a != 0 && marks[n.a].stamp != done) todo.push_back(n.a);
          continue;
        }
      }
      todo.pop_back();
      if (mark.stamp == done) continue;
      mark = {done, listed++};
      nodes_.push_back(NodeRef(top));
    }
  }
}

Postorder::~Postorder() { spare_marks.push_back(std::move(marks_)); }

}  // namespace slope
