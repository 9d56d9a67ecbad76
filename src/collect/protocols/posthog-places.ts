import type { Places } from '../gather-context.ts'

/**
 * Properties of PostHog that say where something happened. `$device_id` stays the same when somebody logs out,
 * so that it is no id of a person.
 */
export const posthogPlaces: Places = {
  $current_url: ['page', 'url'],
  $referrer: ['page', 'referrer'],
  $pathname: ['page', 'path'],
  $raw_user_agent: ['userAgent'],
  $user_agent: ['userAgent'],
  $useragent: ['userAgent'],
  $ip: ['ip'],
  $lib: ['library', 'name'],
  $lib_version: ['library', 'version'],
  $os: ['os', 'name'],
  $os_name: ['os', 'name'],
  $os_version: ['os', 'version'],
  $locale: ['locale'],
  $browser_language: ['locale'],
  $timezone: ['timezone'],
  $screen_width: ['screen', 'width'],
  $screen_height: ['screen', 'height'],
  $device_type: ['device', 'type'],
  $device_model: ['device', 'model'],
  $device_name: ['device', 'name'],
  $device_manufacturer: ['device', 'manufacturer'],
  $app_name: ['app', 'name'],
  $app_version: ['app', 'version'],
  $app_build: ['app', 'build'],
  $app_namespace: ['app', 'namespace'],
  $network_carrier: ['network', 'carrier'],
  $network_wifi: ['network', 'wifi'],
  $session_id: ['sessionId'],
  $window_id: ['windowId'],
  $device_id: ['deviceId'],
  $groups: ['groups'],
  utm_source: ['campaign', 'source'],
  utm_medium: ['campaign', 'medium'],
  utm_campaign: ['campaign', 'name'],
  utm_term: ['campaign', 'term'],
  utm_content: ['campaign', 'content'],
}

export const titlePlace: Places = { title: ['page', 'title'] }
