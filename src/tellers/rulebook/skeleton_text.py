"""The words of a first rule book, with a place for each answer; `skeleton` puts the answers in."""

from string import Template

ENDINGS = Template("""
[[procedure.$procedure.effect.withdrawn]]
text    = "Nothing follows."
binding = true
does    = "none"
assumed = $ending

[[procedure.$procedure.effect.target-resigns]]
text        = "Nominations for the post open."
binding     = true
does        = "opens"
procedure   = "nomination"
within_days = 28
assumed     = $ending
""")
"""What follows where a petition or a motion comes to nothing by itself."""

INQUORATE = Template("""
[[procedure.$procedure.effect.inquorate]]
text    = "The vote counts for nothing."
binding = true
assumed = $answered
""")
"""What follows where too few vote."""

BOOK = Template("""\
# The rules of $named, as begun with `tellers rulebook new`.
# docs/formats/rulebook.md explains every line. Write your own clauses first:
#
#   [[clause.motion]]
#   number = "9"
#   text   = "What it says, in your own words."
#   source = "The document and its edition, as people find it."
#
# then put  clause = "motion"  in the place of each  assumed = "…"  that it settles.

format       = 1
organisation = $organisation
title        = $book
time_zone    = $time_zone
since        = $since

[minimum_cell]
rule    = 10
assumed = $cell

[[body.members]]
name    = "Members"
members = $voters
assumed = $answered

[[office.$office]]
title     = $title
filled_by = "election by the members"
assumed   = $answered

# A petition that calls for the motion.

[[procedure.petition]]
kind         = "petition"
title        = "Petition for a motion of no confidence"
assumed      = $answered
body         = "members"
office       = "$office"
threshold    = $signatures
public       = { rule = false, assumed = $names }
withdrawable = { rule = true, assumed = $names }
opens        = ["confidence"]

[[procedure.petition.effect.triggered]]
text      = "The motion is put to the members."
binding   = true
does      = "opens"
procedure = "confidence"
assumed   = $answered

[[procedure.petition.effect.not-triggered]]
text    = "No vote is held."
binding = true
assumed = $answered
$petition_endings
# The motion.

[[procedure.confidence]]
kind        = "motion"
title       = $motion
assumed     = $answered
body        = "members"
office      = "$office"
propose     = { body = "members", number = 1, assumed = $mover }
notice_days = $notice
holder      = { notice = true, statement = true, assumed = $holder }
secret      = { rule = true, assumed = $secret }
forms       = { rule = ["sealed", "paper"], assumed = $forms }
quorum      = $quorum
threshold   = $majority
tie         = { rule = "lost", assumed = $tie }
follows     = ["nomination"]

[[procedure.confidence.effect.carried]]
text    = "The holder leaves office at the declaration."
binding = true
does    = "vacates"
office  = "$office"
assumed = $answered

[[procedure.confidence.effect.carried]]
text        = "Nominations for the post open."
binding     = true
does        = "opens"
procedure   = "nomination"
within_days = 28
assumed     = $days

[[procedure.confidence.effect.lost]]
text    = "The holder stays in office."
binding = true
assumed = $answered
$motion_endings$motion_inquorate
# The election: nominations, then a ballot.

[[procedure.nomination]]
kind      = "nomination"
title     = "Nominations"
assumed   = $answered
body      = "members"
office    = "$office"
when      = "vacancy"
threshold = $nominations
consent   = { rule = true, assumed = $consent }
public    = { rule = true, assumed = $consent }
opens     = ["election"]

[[procedure.nomination.effect.admitted]]
text      = "An election is held among those admitted."
binding   = true
does      = "opens"
procedure = "election"
assumed   = $answered

[[procedure.nomination.effect.refused]]
text    = "Nobody stands; the post stays vacant."
binding = true
assumed = $answered

[[procedure.election]]
kind        = "contest"
title       = "Election"
assumed     = $answered
body        = "members"
office      = "$office"
nomination  = "nomination"
sole        = { rule = "ballot", assumed = $sole }
method      = $method
notice_days = $notice
secret      = { rule = true, assumed = $secret }
forms       = { rule = ["sealed", "paper"], assumed = $forms }
quorum      = $quorum
tie         = $contest_tie

[procedure.election.trustees]
assumed       = $trustees
camps         = "candidates"
each          = 3
needed        = 2
scrutineer    = 1
within_days   = 2
not_appointed = "without"
walked_out    = "remaining"

[[procedure.election.effect.elected]]
text    = "The winner takes office at the declaration."
binding = true
does    = "elects"
office  = "$office"
assumed = $answered

[[procedure.election.effect.unfilled]]
text      = "Nominations open again."
binding   = true
does      = "opens"
procedure = "nomination"
assumed   = $answered
$contest_inquorate""")
"""The book, with a place for each answer and each sentence."""
