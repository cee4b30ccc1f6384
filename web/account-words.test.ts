import { expect, test } from 'vitest'
import { botText } from './account-words.ts'

const NAME = 'its name is like a bot’s'

test.each([
  [{ bot: true, bot_word: null, suspected: NAME }, `Suspected: ${NAME}.`],
  [{ bot: true, bot_word: null, suspected: null }, 'Its source calls it a bot.'],
  [{ bot: true, bot_word: true, suspected: null }, 'A bot, by the word of a person.'],
  [
    { bot: false, bot_word: false, suspected: NAME },
    `No bot, by the word of a person. Suspected: ${NAME}.`,
  ],
])('says who holds an account for a bot, and why: %j', (account, text) => {
  expect(botText(account)).toBe(text)
})
