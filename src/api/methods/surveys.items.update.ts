import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { SurveyItem, SurveyItemFact } from '../../model/index.ts'
import { definitionOf } from '../../surveys/definition.ts'
import { writeItems } from '../../surveys/write-items.ts'
import { change } from '../change.ts'
import { method } from '../method.ts'

export const surveysItemsUpdate = method({
  name: 'surveys.items.update',
  verb: 'POST',
  scope: 'snapshots:admin',
  summary: 'Defines an item of surveys, or changes it.',
  description:
    'What is not given is as it is usual: five steps of agreement, of which the top two are favourable. The options of an item that people have answered stay as they are.',
  args: SurveyItemFact.extend({
    key: SurveyItem.shape.key,
    text: SurveyItem.shape.text,
  }),
  result: z.object({ item: SurveyItem }),
  async run(args, context) {
    const item = definitionOf(args)
    if (typeof item === 'string') throw new AppError('invalid_arguments', item)
    const deed = { action: 'surveys.items.update', object: `survey_item:${item.key}` }
    return change(context, deed, async (tx, by) => {
      const held = await writeItems(tx, by, [item])
      if (held.length > 0)
        throw new AppError(
          'conflict',
          `People have answered ${item.key} already, so its options stay. Give the item a new key.`,
        )
      return { item }
    })
  },
})
