"""All forgeries by name."""

from tests.ballots.forgeries.answers import ANSWERS, UNSHUFFLED
from tests.ballots.forgeries.ballots import BALLOTS
from tests.ballots.forgeries.chain import ARCHIVE, ORDER
from tests.ballots.forgeries.keys import ELEMENTS, TRUSTEES
from tests.ballots.forgeries.shuffles import SHUFFLES
from tests.ballots.forgeries.tally import DECRYPTIONS, RESULT, TALLY

FORGERIES = (
    ARCHIVE | ORDER | ELEMENTS | TRUSTEES | BALLOTS | ANSWERS | TALLY | SHUFFLES | UNSHUFFLED | DECRYPTIONS | RESULT
)
