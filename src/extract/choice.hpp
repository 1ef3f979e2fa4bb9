#pragma once
// How a field chooses among its candidates: conditional logit (McFadden 1974). Each candidate has a score,
// the sum of the weights of its evidence; "none of them" has a score of its own; the probability of a
// candidate is the softmax over all. The weights are data: parsers/weights.yaml.

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "model/reading.hpp"

namespace domicile::extract {

/// One piece of evidence by the name of its weight, and how strongly it applies.
struct Feature {
  std::string name;
  double strength = 1;
};

/// A candidate as it stood when a field was chosen.
struct Considered {
  std::string value;
  std::vector<Feature> features;
  WordSource source = WordSource::text_layer;
};

/// Hears of every choice: tools/fit learns the weights from what was considered and what would have been
/// right.
class ChoiceLog {
 public:
  virtual ~ChoiceLog() = default;
  virtual void start_document() = 0;
  virtual void record(const std::string& field, const std::vector<Considered>& candidates) = 0;
};

/// The weights by name. A name that the file lacks weighs nothing.
class Weights {
 public:
  explicit Weights(const std::map<std::string, double>& values, ChoiceLog* log = nullptr)
      : values_(values), log_(log) {}
  [[nodiscard]] ChoiceLog* log() const { return log_; }  ///< nullptr: nobody listens
  [[nodiscard]] double operator()(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? 0.0 : found->second;
  }

 private:
  const std::map<std::string, double>& values_;
  ChoiceLog* log_;
};

/// Collects evidence and its sum for one candidate.
class Score {
 public:
  explicit Score(const Weights& weights) : weights_(&weights) {}

  /// Adds the weight `name` times `strength` (0..1), said to a person as `text`.
  void add(const std::string& name, std::string text, double strength = 1) {
    const double weight = (*weights_)(name)*strength;
    features_.push_back({name, strength});
    if (weight == 0) return;
    total_ += weight;
    evidence_.push_back({std::move(text), weight});
  }

  [[nodiscard]] double total() const { return total_; }

  /// Everything that was added, whatever it weighs.
  [[nodiscard]] const std::vector<Feature>& features() const { return features_; }

  /// Strongest first.
  [[nodiscard]] std::vector<Evidence> evidence() const;

 private:
  const Weights* weights_;
  double total_ = 0;
  std::vector<Evidence> evidence_;
  std::vector<Feature> features_;
};

/// Probabilities of candidates with these scores, against `none`. Same order; they and that of none sum to 1.
[[nodiscard]] std::vector<double> softmax(const std::vector<double>& scores, double none);

/// The logistic function.
[[nodiscard]] inline double logistic(double score) { return 1 / (1 + std::exp(-score)); }

}  // namespace domicile::extract
