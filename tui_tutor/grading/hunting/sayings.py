"""What is said of a general mistake afterwards: what it was, how its numbers look, a question for the next time."""

SAYINGS = {
    "transpose": "A transpose was missing. The shapes happened to fit without it, so nothing stopped, and the entries "
    "went to the wrong places. Where did you see an entry of the right size in the place of another?",
    "sign": "A sign was turned round. Where nothing else is added, every ratio is -1; beside another term there is no "
    "constant ratio at all. Which of the two did the entries show?",
    "factor": "A factor was missing. One ratio in every entry points to a number; a ratio that changes from entry to "
    "entry points to an array. Which of the two did the entries show?",
    "mask": "A mask was missing, so that everything was let through. The numerical gradient has zeros where a gate was "
    "closed. Which entries should have been 0 and were not?",
    "division": "A division was missing. Where the ratio is a size of the data, a mean has become a sum; where it "
    "changes from entry to entry, an array was divided by. Which of the two was it?",
    "term": "A term was missing. Ratios say little about that, and differences say much: they are what became of the "
    "term. What did the differences have in common?",
    "power": "A power was missing. Numbers that are 0 or 1 are their own squares, so entries that belong to them "
    "agreed. Which ones did not?",
    "sum-and-mean": "A sum stood for a mean, or a mean for a sum. The ratio is the number of entries that come "
    "together there. Which size of the data is that?",
    "axis": "A sum went along the other axis. Totals of rows and totals of columns are numbers of the same kind. "
    "Which index should have been summed away?",
    "size": "Another size was counted: rows for columns, or every entry for the rows. The ratio is one size divided by "
    "another. Which two were they?",
    "name": "A neighbour of nearly the same name stood in an array's place. The formula was right, and what went into "
    "it was not. Which arrays agreed, although they are made from the same ones?",
    "index": "Two indices had changed places. What does each of them count?",
    "comparison": "A comparison looked the other way: closed gates were open, and open ones closed. Which entries "
    "were 0 that should not have been?",
    "place": "A place was counted wrongly: one entry, one step or one end of a range too many or too few. Which "
    "entry disagreed while its neighbours did not?",
    "overwritten": "A sum was overwritten. What should have been added took the place of what was there, so that only "
    "the last part counted. How many parts reach that array?",
    "function": "A function was left out. Where its values are near its argument, that shows little. Which entries "
    "were farthest off?",
}
