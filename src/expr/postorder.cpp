// SPDX-License-Identifier: MIT
#include "slope/expr/postorder.hpp"

#include <algorithm>

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
  Marks& m = *marks_;
  if (m.stamp.size() < Graph::instance().extent()) {
    const std::size_t size = std::max<std::size_t>(Graph::instance().extent(), m.stamp.size() * 2);
    m.stamp.resize(size);
    m.slot.resize(size);
  }
  // A node is stamped with its epoch when it is in the list, with epoch − 1 while its operands are visited.
  if (m.epoch > 0xfffffff0u) std::fill(m.stamp.begin(), m.stamp.end(), 0), m.epoch = 0;
  m.epoch += 2;
  const std::uint32_t open = m.epoch - 1, done = m.epoch;
  const Graph& g = Graph::instance();
  std::vector<NodeRef> todo;
  for (const NodeRef root : roots) {
    if (!root || m.stamp[root.id] == done) continue;
    todo.push_back(root);
    while (!todo.empty()) {
      const NodeRef top = todo.back();
      if (m.stamp[top.id] == done) {
        todo.pop_back();
        continue;
      }
      const Node& n = g[top.id];
      if (n.op >= Op::pair && m.stamp[top.id] != open) {
        m.stamp[top.id] = open;
        if (n.b != 0 && m.stamp[n.b] != done) todo.push_back(NodeRef(n.b));
        if (n.a != 0 && m.stamp[n.a] != done) todo.push_back(NodeRef(n.a));
        continue;
      }
      m.stamp[top.id] = done;
      m.slot[top.id] = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back(top);
      todo.pop_back();
    }
  }
}

Postorder::~Postorder() { spare_marks.push_back(std::move(marks_)); }

}  // namespace slope
