// SPDX-License-Identifier: MIT
// Steps that are replayed are those of a network that is recorded for the first time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "slope/network/loss.hpp"

namespace slope {
namespace {

using testing::ElementsAreArray;

template <class T> struct Batches {
  explicit Batches(std::size_t rows) {
    Random random(rows);
    storage.rows = rows;
    for (std::size_t i = 0; i < rows * 3; ++i) storage.features.push_back(static_cast<T>(random.normal()));
    for (std::size_t i = 0; i < rows * 2; ++i) {
      storage.targets.push_back(static_cast<T>(random.uniform()));
      storage.labels.push_back(i % 2);
    }
    storage.labels.resize(rows);
  }
  BatchStorage<T> storage;
};

template <class T> struct Twins {
  // One step of `taped`, and of a network with the same parameters that is new.
  void step(const Batch<T>& batch, Loss loss, typename TapedNetwork<T>::Options options, bool descends) {
    std::vector<T> before(net.parameters().size()), found(before), expected(before);
    taped.get_parameters(before);
    TapedNetwork<T> anew(net);
    anew.set_parameters(before);
    Random mine(5), others(5);
    options.random = &mine;
    const T rate = T(1) / static_cast<T>(8 + ++steps / 2);
    const T value = taped.record(batch, loss, options);
    options.random = &others;
    EXPECT_EQ(value, anew.record(batch, loss, options));
    EXPECT_THAT(taped.outputs(), ElementsAreArray(anew.outputs()));
    for (TapedNetwork<T>* t : {&taped, &anew}) {
      if (descends) t->descend(rate);
      else t->reverse();
    }
    taped.get_parameters(found);
    anew.get_parameters(expected);
    EXPECT_THAT(found, ElementsAreArray(expected));
    if (descends) return;
    taped.get_gradient(found);
    anew.get_gradient(expected);
    EXPECT_THAT(found, ElementsAreArray(expected));
  }
  Network<T> net{{3, 8, 5, 2}, {.output = "identity"}};
  TapedNetwork<T> taped{net};
  int steps = 0;
};

template <class T> class Steps : public testing::Test {};
using Numbers = testing::Types<float, double>;
TYPED_TEST_SUITE(Steps, Numbers);

TYPED_TEST(Steps, AreThoseOfANewRecording) {
  using T = TypeParam;
  const Batches<T> all(7), some(4);
  for (const bool descends : {false, true}) {
    Twins<T> twins;
    for (const double l2 : {0.0, 0.1, 0.1, 0.0})
      for (const double dropout : {0.0, 0.5, 0.0})
        for (const Batches<T>* data : {&all, &all, &some, &some, &all})
          for (const Loss loss : {Loss::squared_error, Loss::huber})
            for (int time = 0; time < 2; ++time)
              twins.step(data->storage.batch(), loss, {.l2 = l2, .dropout = dropout}, descends);
  }
}

TYPED_TEST(Steps, OfBothKindsTakeTurns) {
  using T = TypeParam;
  const Batches<T> data(6);
  Twins<T> twins;
  for (int i = 0; i < 12; ++i)
    twins.step(data.storage.batch(), Loss::squared_error, {.l2 = 0.01}, i % 3 == 0);
}

TYPED_TEST(Steps, RefuseWhatRecordingsRefuse) {
  using T = TypeParam;
  const Batches<T> data(6);
  Twins<T> twins;
  const Batch<T> batch = data.storage.batch();
  twins.taped.record(batch, Loss::squared_error);
  EXPECT_THROW(twins.taped.record(batch, Loss::squared_error, {.dropout = 0.5}), UsageError);
  Batch<T> shorter = batch;
  shorter.targets = shorter.targets.first(2);
  twins.taped.record(batch, Loss::squared_error);
  EXPECT_THROW(twins.taped.record(shorter, Loss::squared_error), UsageError);
  EXPECT_THROW(twins.taped.record(batch, Loss::cross_entropy), UsageError);
  twins.step(batch, Loss::squared_error, {}, true);
}

}  // namespace
}  // namespace slope
