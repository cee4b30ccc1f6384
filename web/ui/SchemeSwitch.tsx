import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { MoonIcon, ScreenIcon, SunIcon } from './icons.tsx'

const SCHEMES = [
  { scheme: 'auto', label: 'As the system', icon: <ScreenIcon /> },
  { scheme: 'light', label: 'Light', icon: <SunIcon /> },
  { scheme: 'dark', label: 'Dark', icon: <MoonIcon /> },
] as const satisfies { scheme: MantineColorScheme; label: string; icon: unknown }[]

/** Light or dark; by the system unless chosen. */
export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const now = SCHEMES.find(({ scheme }) => scheme === colorScheme) ?? SCHEMES[0]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Colours: ${now.label}`}>
          {now.icon}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ scheme, label, icon }) => (
          <Menu.Item key={scheme} leftSection={icon} onClick={() => setColorScheme(scheme)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
