#pragma once
// How a field chooses among its candidates: conditional logit (McFadden 1974). Each candidate has a score, the sum
// of the weights of its evidence; "none of them" has a score of its own; the probability of a candidate is the
// softmax over all. The weights are data: parsers/weights.yaml.

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "model/reading.hpp"

namespace domicile::extract {

/// The weights by name. A name that the file lacks weighs nothing.
class Weights {
 public:
  explicit Weights(const std::map<std::string, double>& values) : values_(values) {}
  [[nodiscard]] double operator()(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? 0.0 : found->second;
  }

 private:
  const std::map<std::string, double>& values_;
};

/// Collects evidence and its sum for one candidate.
class Score {
 public:
  explicit Score(const Weights& weights) : weights_(&weights) {}

  /// Adds the weight `name` times `strength` (0..1), said to a person as `text`.
  void add(const std::string& name, std::string text, double strength = 1) {
    const double weight = (*weights_)(name)*strength;
    if (weight == 0) return;
    total_ += weight;
    evidence_.push_back({std::move(text), weight});
  }

  [[nodiscard]] double total() const { return total_; }

  /// Strongest first.
  [[nodiscard]] std::vector<Evidence> evidence() const;

 private:
  const Weights* weights_;
  double total_ = 0;
  std::vector<Evidence> evidence_;
};

/// Probabilities of candidates with these scores, against `none`. Same order; they and that of none sum to 1.
[[nodiscard]] std::vector<double> softmax(const std::vector<double>& scores, double none);

/// The logistic function.
[[nodiscard]] inline double logistic(double score) { return 1 / (1 + std::exp(-score)); }

}  // namespace domicile::extract
