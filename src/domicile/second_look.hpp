#pragma once
// Two readings of the same picture made one.

#include "model/page.hpp"

namespace domicile {

/// Holds `again`, a second reading of a part of `page` by another model or from softened pixels, against what
/// `page` has there. Two readings rarely misread the same letter in the same way, so
/// - words on which both agree gain confidence as two witnesses do, 1-(1-a)(1-b);
/// - where they differ the surer reading stands, with less confidence the surer the other was; where they
/// differ in a
///   digit and neither is plainly the better, with too little to decide anything (0.4);
/// - a reading that sees more, and believes it, stands against one that passed over a part of it;
/// - words that only `again` has are added where it does not doubt them;
/// - lines of ideographs, which have no words, are held together sign by sign (domicile/sign_look.hpp);
/// - a word that an upright edge of the part (`again.regions_read`) may have cut says nothing: "ment".
///
/// "Tondheim" at 0.6 and "Trondheim" at 0.9 give "Trondheim" at 0.63; "14" and "44", both at 0.9, give "14"
/// at 0.4.
void add_second_look(Page& page, Page again);

}  // namespace domicile
