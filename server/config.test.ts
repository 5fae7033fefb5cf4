import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const KEY = Buffer.alloc(32).toString('base64')

describe('the configuration', () => {
  it('is complete without any variable, for one server on this machine', () => {
    expect(readConfig({})).toMatchObject({
      port: 4700,
      host: '127.0.0.1',
      dataFolder: 'data',
      databaseUrl: undefined,
      trustProxy: 0,
    })
  })

  it('takes an empty variable for one that is not there', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4700, databaseUrl: undefined })
  })

  it('reads what several servers need', () => {
    const environment = {
      PORT: '80',
      PUBLIC_URL: 'https://chat.example/copilot/',
      PATH_PREFIX: '/copilot',
      DATABASE_URL: 'postgres://u:p@db/copilot',
      REDIS_URL: 'redis://cache',
      ENCRYPTION_KEY: KEY,
      TRUST_PROXY: '2',
    }
    expect(readConfig(environment)).toMatchObject({
      port: 80,
      publicUrl: 'https://chat.example/copilot',
      pathPrefix: '/copilot',
      trustProxy: 2,
    })
  })

  it.each<[string, NodeJS.ProcessEnv]>([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '70000' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'chat.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'javascript:alert(1)' }],
    ['PATH_PREFIX', { PATH_PREFIX: 'copilot' }],
    ['PATH_PREFIX', { PATH_PREFIX: '/copilot/' }],
    ['PATH_PREFIX', { PATH_PREFIX: '/:any' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://db', ENCRYPTION_KEY: KEY }],
    ['REDIS_URL', { REDIS_URL: 'http://cache' }],
    ['REDIS_URL', { REDIS_URL: 'redis://cache' }],
    ['ENCRYPTION_KEY', { ENCRYPTION_KEY: 'short' }],
    ['ENCRYPTION_KEY', { DATABASE_URL: 'postgres://db/copilot' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
    ['FRAME_ANCESTORS', { FRAME_ANCESTORS: "'self'; script-src *" }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('names %s where it is wrong: %j', (name, environment) => {
    expect(() => readConfig(environment)).toThrow(ConfigError)
    expect(() => readConfig(environment)).toThrow(new RegExp(`^${name}: `))
  })

  it('names every variable that is wrong, and quotes no value', () => {
    const environment = { PORT: 'http', LOG_LEVEL: 'loud', ENCRYPTION_KEY: 'not-quite-a-key' }
    expect(() => readConfig(environment)).toThrow(/^PORT: .*\nENCRYPTION_KEY: .*\nLOG_LEVEL: .*$/)
    expect(() => readConfig(environment)).not.toThrow(/not-quite/)
  })
})
