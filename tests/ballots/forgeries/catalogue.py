"""All forgeries by name."""

from tests.ballots.forgeries.ballots import BALLOTS
from tests.ballots.forgeries.chain import ARCHIVE, ORDER
from tests.ballots.forgeries.keys import ELEMENTS, TRUSTEES
from tests.ballots.forgeries.tally import DECRYPTIONS, RESULT, SHUFFLES, TALLY

FORGERIES = ARCHIVE | ORDER | ELEMENTS | TRUSTEES | BALLOTS | TALLY | SHUFFLES | DECRYPTIONS | RESULT
