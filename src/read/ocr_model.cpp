#include "read/ocr_model.hpp"

#include <boost/interprocess/file_mapping.hpp>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <utility>

namespace domicile {
namespace {

constexpr std::size_t word_list_entry = 19;  // lstm-word-dawg; `combine_tessdata -d` lists the entries
constexpr std::int64_t largest_word_list = 16LL << 20;
constexpr std::uintmax_t largest_mapped = 16ULL << 20;
constexpr const char* model_extension = ".traineddata";
constexpr std::int64_t absent = -1;

/// A model file is a count, that many offsets (-1 for entries that are absent), and the entries in order.
struct Contents {
  std::vector<std::int64_t> offsets;
  std::int64_t end = 0;

  std::int64_t header_bytes() const {
    return static_cast<std::int64_t>(sizeof(std::int32_t) + offsets.size() * sizeof(std::int64_t));
  }
  std::int64_t end_of(std::size_t entry) const {
    for (std::size_t next = entry + 1; next < offsets.size(); ++next)
      if (offsets[next] != absent) return offsets[next];
    return end;
  }
};

bool read_contents(std::ifstream& file, Contents& contents) {
  constexpr std::int32_t most_entries = 100;
  std::int32_t count = 0;
  if (!file.read(reinterpret_cast<char*>(&count), sizeof count) || count <= 0 || count > most_entries)
    return false;
  contents.offsets.resize(static_cast<std::size_t>(count));
  if (!file.read(reinterpret_cast<char*>(contents.offsets.data()),
                 static_cast<std::streamsize>(contents.offsets.size() * sizeof(std::int64_t))))
    return false;
  std::int64_t last = contents.header_bytes();
  for (const std::int64_t offset : contents.offsets) {
    if (offset == absent) continue;
    if (offset < last || offset > contents.end) return false;
    last = offset;
  }
  return true;
}

}  // namespace

std::filesystem::path model_path(const std::string& directory, const std::string& model) {
  return std::filesystem::path(directory) / (model + model_extension);
}

Result<std::vector<char>> model_bytes(const std::string& directory, const std::string& model) {
  const auto path = model_path(directory, model);
  std::error_code missing;
  const auto size = std::filesystem::file_size(path, missing);
  std::ifstream file(path, std::ios::binary);
  if (missing || !file)
    return fail(ErrorCode::rules_invalid, path.string(), "The OCR model '" + model + "' is not installed.",
                "Install Debian's package of that model, or name another tessdata directory.");
  Contents contents;
  contents.end = static_cast<std::int64_t>(size);
  if (size > static_cast<std::uintmax_t>(std::numeric_limits<std::int32_t>::max()) ||
      !read_contents(file, contents))
    return fail(ErrorCode::rules_invalid, path.string(), "The OCR model '" + model + "' is no model file.",
                "Reinstall the package that it came from.");
  std::int64_t skip_from = contents.end, skip_to = contents.end;
  if (contents.offsets.size() > word_list_entry && contents.offsets[word_list_entry] != absent) {
    const std::int64_t from = contents.offsets[word_list_entry], to = contents.end_of(word_list_entry);
    if (to - from > largest_word_list) {
      skip_from = from;
      skip_to = to;
      contents.offsets[word_list_entry] = absent;
      for (std::int64_t& offset : contents.offsets)
        if (offset >= to) offset -= to - from;
    }
  }
  const std::int64_t header = contents.header_bytes();
  std::vector<char> bytes(static_cast<std::size_t>(contents.end - (skip_to - skip_from)));
  const auto count = static_cast<std::int32_t>(contents.offsets.size());
  std::memcpy(bytes.data(), &count, sizeof count);
  std::memcpy(bytes.data() + sizeof count, contents.offsets.data(),
              contents.offsets.size() * sizeof(std::int64_t));
  file.read(bytes.data() + header, skip_from - header);
  file.seekg(skip_to);
  file.read(bytes.data() + skip_from, contents.end - skip_to);
  if (!file)
    return fail(ErrorCode::rules_invalid, path.string(), "The OCR model '" + model + "' can't be read.",
                "Reinstall the package that it came from.");
  return bytes;
}

MappedModels mapped_models(const std::string& directory) {
  namespace interprocess = boost::interprocess;
  MappedModels models;
  std::error_code unreadable;
  for (const auto& entry : std::filesystem::directory_iterator(directory, unreadable)) {
    const auto size = entry.path().extension() == model_extension ? entry.file_size(unreadable) : 0;
    if (unreadable || size == 0 || size > largest_mapped) continue;
    try {
      const interprocess::file_mapping file(entry.path().c_str(), interprocess::read_only);
      models.emplace(entry.path().stem().string(),
                     interprocess::mapped_region(file, interprocess::read_only));
    } catch (const interprocess::interprocess_exception&) {
      continue;  // it may vanish or be closed to this user: it is loaded from its file, or missed, when it is
                 // asked for
    }
  }
  return models;
}

}  // namespace domicile

namespace tesseract {

class UNICHARSET;

// As Tesseract 5 declares it where no header of its package shows. The name of the class and the parameters
// are what counts.
class UnicharAmbigs {
 public:
  void LoadUniversal(const UNICHARSET& encoder, UNICHARSET* unicharset);
};

// For every model of Latin letters Tesseract fills a table of letters that its old engine mixes up, which
// takes longer than the rest of loading; its networks never look into it.
// The library calls the function through the dynamic linker, which takes that of a program before its own:
// this one, which fills nothing. A Tesseract without such a function never calls it.
void UnicharAmbigs::LoadUniversal(const UNICHARSET& /*encoder*/, UNICHARSET* /*unicharset*/) {}

}  // namespace tesseract
