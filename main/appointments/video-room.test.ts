import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { roomBytes, roomName, templateProblem, videoLink } from './video-room.ts';

test('a room name carries all its 160 random bits', () => {
  const bytes = new Uint8Array(roomBytes);
  const names = new Set([roomName(bytes)]);
  for (let bit = 0; bit < roomBytes * 8; bit += 1) {
    const changed = Uint8Array.from(bytes);
    changed[bit >> 3] = 1 << (bit & 7);
    names.add(roomName(changed));
  }
  expect(names.size).toBe(161);
  expect(roomName(randomBytes(roomBytes))).toMatch(/^[0-9a-hjkmnp-tv-z]{8}(-[0-9a-hjkmnp-tv-z]{8}){3}$/);
  expect(() => roomName(new Uint8Array(15))).toThrow(RangeError);
});

test('a link is the template with the room; without a template there is none', () => {
  expect(videoLink('https://visio.clinique.example/{room}', new Uint8Array(20))).toBe('https://visio.clinique.example/00000000-00000000-00000000-00000000');
  expect(videoLink(null, new Uint8Array(20))).toBe(null);
});

describe('a template', () => {
  test.each([
    ['https://visio.clinique.example/{room}', null],
    ['https://visio.clinique.example/r?name={room}&lang=fr', null],
    ['https://visio.clinique.example/', 'ROOM_MISSING'],
    ['https://visio.clinique.example/{room}/{room}', 'ROOM_MISSING'],
    ['https://{room}.example/', 'ROOM_MISSING'],
    ['http://visio.clinique.example/{room}', 'NOT_HTTPS'],
    ['javascript:alert({room})', 'NOT_HTTPS'],
    ['https://somebody:secret@visio.example/{room}', 'NOT_HTTPS'],
    ['visio {room}', 'NOT_HTTPS'],
  ])('%s', (template, problem) => expect(templateProblem(template)).toBe(problem));
});
