#include <poppler/Catalog.h>
#include <poppler/PDFDoc.h>

#include "read/pdf_document.hpp"

namespace domicile::read {

std::vector<IntegrityFinding> PdfFile::structure_findings() { return {}; }

}  // namespace domicile::read
