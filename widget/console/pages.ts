import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { Scope } from '../../server/protocol/administration.ts'
import type { Me } from './console-page.ts'
import type { ConsoleIcon } from './ui/console-icon.ts'

/** A page in the console's navigation; its module is loaded when it is opened. */
export interface PageEntry {
  /** First part of its address: `#/endpoints`. */
  name: string
  title: string
  icon: ConsoleIcon
  /** Who lacks it does not see the page. */
  scope: Scope
  load: () => Promise<unknown>
  render: (parts: readonly string[], me: Me) => TemplateResult
}

/** Every page, in the order of the navigation; the first one that somebody may see is where they begin. */
export const pages: readonly PageEntry[] = [
  {
    name: 'overview',
    title: 'Overview',
    icon: 'chart',
    scope: 'analytics:read',
    load: () => import('./pages/overview.ts'),
    render: (parts, me) => html`<console-overview .parts=${parts} .me=${me}></console-overview>`,
  },
  {
    name: 'endpoints',
    title: 'Endpoints',
    icon: 'message',
    scope: 'endpoints:read',
    load: () => import('./pages/endpoints.ts'),
    render: (parts, me) => html`<console-endpoints .parts=${parts} .me=${me}></console-endpoints>`,
  },
  {
    name: 'connections',
    title: 'Connections',
    icon: 'plug',
    scope: 'connections:read',
    load: () => import('./pages/connections.ts'),
    render: (parts, me) => html`<console-connections .parts=${parts} .me=${me}></console-connections>`,
  },
  {
    name: 'knowledge',
    title: 'Knowledge',
    icon: 'book',
    scope: 'knowledge:read',
    load: () => import('./pages/knowledge.ts'),
    render: (parts, me) => html`<console-knowledge .parts=${parts} .me=${me}></console-knowledge>`,
  },
  {
    name: 'playbooks',
    title: 'Playbooks',
    icon: 'route',
    scope: 'endpoints:read',
    load: () => import('./pages/playbooks.ts'),
    render: (parts, me) => html`<console-playbooks .parts=${parts} .me=${me}></console-playbooks>`,
  },
  {
    name: 'workspace',
    title: 'Workspace',
    icon: 'grid',
    scope: 'endpoints:read',
    load: () => import('./pages/workspace.ts'),
    render: (parts, me) => html`<console-workspace .parts=${parts} .me=${me}></console-workspace>`,
  },
  {
    name: 'sessions',
    title: 'Sessions',
    icon: 'list',
    scope: 'sessions:read',
    load: () => import('./pages/sessions.ts'),
    render: (parts, me) => html`<console-sessions .parts=${parts} .me=${me}></console-sessions>`,
  },
  {
    name: 'analytics',
    title: 'Analytics',
    icon: 'trend',
    scope: 'analytics:read',
    load: () => import('./pages/analytics.ts'),
    render: (parts, me) => html`<console-analytics .parts=${parts} .me=${me}></console-analytics>`,
  },
  {
    name: 'data',
    title: 'Data',
    icon: 'data',
    scope: 'sessions:read',
    load: () => import('./pages/data.ts'),
    render: (parts, me) => html`<console-data .parts=${parts} .me=${me}></console-data>`,
  },
  {
    name: 'access',
    title: 'Access',
    icon: 'people',
    scope: 'endpoints:read',
    load: () => import('./pages/access.ts'),
    render: (parts, me) => html`<console-access .parts=${parts} .me=${me}></console-access>`,
  },
  {
    name: 'audit',
    title: 'Audit log',
    icon: 'key',
    scope: 'audit:read',
    load: () => import('./pages/audit.ts'),
    render: (parts, me) => html`<console-audit .parts=${parts} .me=${me}></console-audit>`,
  },
  {
    name: 'health',
    title: 'Health',
    icon: 'heart',
    scope: 'system:read',
    load: () => import('./pages/health.ts'),
    render: (parts, me) => html`<console-health .parts=${parts} .me=${me}></console-health>`,
  },
]
