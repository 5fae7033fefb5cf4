import { HostConfig } from 'adaptivecards'

/** How cards look: our words, spaces and colours, by the tokens. */
export function cardConfig(): HostConfig {
  const colour = (ink: string) => ({ default: `var(--${ink})`, subtle: 'var(--ink-soft)' })
  const foregroundColors = {
    default: colour('ink'),
    dark: colour('ink'),
    light: colour('ink-soft'),
    accent: colour('action-ink'),
    good: colour('good'),
    warning: colour('warn'),
    attention: colour('bad'),
  }
  const plain = { backgroundColor: 'transparent', foregroundColors }
  const sunken = { backgroundColor: 'var(--paper)', foregroundColors }
  return new HostConfig({
    fontFamily: 'inherit',
    supportsInteractivity: true,
    fontSizes: { small: 12, default: 13, medium: 14, large: 16, extraLarge: 20 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 28 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 8 },
    separator: { lineThickness: 1, lineColor: 'var(--hairline)' },
    containerStyles: {
      default: plain,
      emphasis: sunken,
      accent: sunken,
      good: sunken,
      warning: sunken,
      attention: sunken,
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 8 },
    },
  })
}
