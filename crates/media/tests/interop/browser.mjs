// Real browsers against the room server: who sees and hears whom. See README.md beside this file.
import { createRequire } from 'node:module';
const require = createRequire(process.env.MODULES ? process.env.MODULES + '/' : import.meta.url);
const { chromium } = require('playwright-core');

const base = process.env.SERVER ?? 'http://127.0.0.1:7880';
const url = base.replace(/^http/, 'ws');
const only = process.argv[2];
const pause = (ms) => new Promise((r) => setTimeout(r, ms));
let failures = 0;
const check = (what, good, detail = '') => {
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what}${detail === '' ? '' : '  ' + detail}`);
  if (!good) failures += 1;
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--no-sandbox', '--disable-gpu',
    '--disable-background-networking', '--auto-select-desktop-capture-source=Entire screen', '--autoplay-policy=no-user-gesture-required',
    '--auto-accept-this-tab-capture', '--auto-select-tab-capture-source-by-title=room'],
});

async function person(room, identity, { query = '', options = {}, connect = {}, publish = true } = {}) {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const page = await context.newPage();
  page.on('console', (m) => process.env.VERBOSE && console.log(`[${identity}]`, m.text()));
  page.on('pageerror', (e) => console.log(`[${identity}] page error`, e.message));
  await page.goto(base + '/files/page.html');
  const token = await (await fetch(`${base}/token/${room}/${identity}?${query}`)).text();
  await page.evaluate(([u, t, o, c]) => join(u, t, o, c), [url, token, options, connect]);
  if (publish) await page.evaluate(() => room.localParticipant.enableCameraAndMicrophone());
  return {
    identity, page, context,
    stats: () => page.evaluate(() => stats()),
    log: () => page.evaluate(() => log),
    run: (f, ...args) => page.evaluate(f, ...args),
    async saw(f) { return (await page.evaluate(() => log)).filter((l) => f(l)); },
    async waitFor(f, ms = 8000) {
      for (let t = 0; t < ms; t += 50) {
        const found = (await page.evaluate(() => log)).find((l) => f(l));
        if (found) return found;
        await pause(50);
      }
      return undefined;
    },
    close: () => context.close(),
  };
}

/** Frames decoded and sound heard between two moments. */
async function flows(viewer, from, ms = 2500) {
  const a = await viewer.stats(); await pause(ms); const b = await viewer.stats();
  const d = (key, field) => (b.in[key]?.[field] ?? 0) - (a.in[key]?.[field] ?? 0);
  return {
    fps: (d(`${from} camera`, 'frames') * 1000) / ms, energy: d(`${from} microphone`, 'energy'),
    height: b.in[`${from} camera`]?.height, lost: b.in[`${from} camera`]?.lost, all: b,
    screen: d(`${from} screen_share`, 'frames'),
    concealed: d(`${from} microphone`, 'concealed') / Math.max(1, d(`${from} microphone`, 'samples')),
  };
}

async function everybody(people, what) {
  for (const viewer of people) for (const other of people) {
    if (viewer === other) continue;
    const f = await flows(viewer, other.identity);
    check(`${what}: ${viewer.identity} sees ${other.identity}`, f.fps > 3, `${f.fps.toFixed(1)} fps ${f.height}p lost ${f.lost}` + (f.fps > 3 ? '' : JSON.stringify([f.all.in[`${other.identity} camera`], (await other.stats()).out])));
    check(`${what}: ${viewer.identity} hears ${other.identity}`, f.energy > 0, `energy ${f.energy.toFixed(4)} concealed ${(f.concealed * 100).toFixed(1)}%`);
  }
}

const stories = {
  async two() {
    const ann = await person('two', 'ann'); const bob = await person('two', 'bob');
    await pause(2000);
    await everybody([ann, bob], 'two');
    const [, , ms] = (await bob.saw((l) => l[1] === 'connected in'))[0];
    console.log('     join took', ms, 'ms');
    await ann.close(); await bob.close();
  },
  async mixed() {
    const ann = await person('mixed', 'ann');
    const bob = await person('mixed', 'bob', { options: { singlePeerConnection: false } });
    await pause(2000);
    await everybody([ann, bob], 'one and two connections');
    const cleo = await person('mixed', 'cleo', { options: { singlePeerConnection: false } });
    await pause(2000);
    await everybody([ann, bob, cleo], 'three of them');
    await bob.run(() => room.disconnect());
    await pause(500);
    check('who leaves is gone for the others', (await ann.saw((l) => l[1] === 'participantDisconnected' && l[2] === 'bob')).length === 1);
    await ann.close(); await bob.close(); await cleo.close();
  },
  async newcomer() {
    const ann = await person('newcomer', 'ann'); const bob = await person('newcomer', 'bob');
    await pause(3000);
    const cleo = await person('newcomer', 'cleo', { publish: false });
    const picture = await cleo.waitFor((l) => l[1] === 'first picture');
    const log = await cleo.log();
    const started = log.find((l) => l[1] === 'connected in');
    const took = picture ? picture[0] - (started[0] - started[2]) : Infinity;
    check('a newcomer sees a picture within a second of joining', took < 1000, `${took} ms`);
    await ann.close(); await bob.close(); await cleo.close();
  },
  async rest() {
    const ann = await person('rest', 'ann'); const bob = await person('rest', 'bob');
    const boss = await person('rest', 'boss', { query: 'hidden', publish: false });
    await pause(2500);
    check('a hidden participant is not seen', (await ann.run(() => [...room.remoteParticipants.values()].map((p) => p.identity).join())) === 'bob');
    check('a hidden participant is not counted', (await ann.run(() => room.numParticipants)) === 2);
    check('a hidden participant sees', (await flows(boss, 'ann')).fps > 5);
    check('a hidden participant is told nowhere', !JSON.stringify(await ann.log()).includes('boss'));
    const refused = await boss.run(() => room.localParticipant.setMicrophoneEnabled(true).then(() => 'published', (e) => e.message));
    check('a hidden participant cannot publish', refused !== 'published', refused);

    await ann.run(() => room.localParticipant.publishData(new TextEncoder().encode('hello'), { reliable: true, topic: 't' }));
    await ann.run(() => room.localParticipant.publishData(new TextEncoder().encode('quick'), { reliable: false }));
    await ann.run(() => room.localParticipant.sendText('a chat line', { topic: 'chat' }));
    check('reliable data arrives', !!(await bob.waitFor((l) => l[1] === 'data' && l[2] === 'hello' && l[3] === 'ann' && l[4] === 't')));
    check('lossy data arrives', !!(await bob.waitFor((l) => l[1] === 'data' && l[2] === 'quick')));
    check('a text stream arrives', !!(await bob.waitFor((l) => l[1] === 'text' && l[2] === 'a chat line' && l[3] === 'ann')));
    await ann.run(() => room.localParticipant.publishData(new TextEncoder().encode('secret'), { reliable: true, destinationIdentities: ['boss'] }));
    check('addressed data arrives', !!(await boss.waitFor((l) => l[1] === 'data' && l[2] === 'secret')));
    check('addressed data arrives nowhere else', (await bob.saw((l) => l[2] === 'secret')).length === 0);

    await ann.run(() => hum());
    const speaker = await bob.waitFor((l) => l[1] === 'speakers' && l[2].includes('ann'));
    check('the speaker is named', !!speaker);

    await ann.run(() => room.localParticipant.setMicrophoneEnabled(false));
    check('mute is told', !!(await bob.waitFor((l) => l[1] === 'trackMuted')));
    await pause(800);
    const silent = await flows(bob, 'ann', 1500);
    check('a muted microphone is silent', silent.energy < 1e-6, `energy ${silent.energy}`);
    await ann.run(() => room.localParticipant.setMicrophoneEnabled(true));
    check('unmute is told', !!(await bob.waitFor((l) => l[1] === 'trackUnmuted')));
    await pause(500);
    check('an unmuted microphone is heard', (await flows(bob, 'ann')).energy > 0);
    await ann.run(() => room.localParticipant.setCameraEnabled(false));
    await pause(1500);
    check('a camera that is off shows nothing', (await flows(bob, 'ann', 1000)).fps === 0);
    await ann.run(() => room.localParticipant.setCameraEnabled(true));
    await pause(1500);
    const again = await flows(bob, 'ann');
    check('a camera that is on again shows', again.fps > 5, `${again.fps.toFixed(1)} fps`);

    const shared = await ann.run(() => room.localParticipant.setScreenShareEnabled(true, { audio: false, preferCurrentTab: true, selfBrowserSurface: 'include' }).then(() => 'ok', (e) => String(e)));
    check('a screen is shared', shared === 'ok', shared);
    const arrived = await bob.waitFor((l) => l[1] === 'first picture' && l[3] === 'screen_share');
    check('a shared screen arrives', !!arrived);
    await ann.run(() => room.localParticipant.setScreenShareEnabled(false));
    check('the end of sharing is told', !!(await bob.waitFor((l) => l[1] === 'trackUnpublished')));
    const still = await flows(bob, 'ann');
    check('the camera goes on beside', still.fps > 3 && still.energy > 0, `${still.fps} ${still.energy}`);
    const more = await ann.run(() => room.localParticipant.setScreenShareEnabled(true, { preferCurrentTab: true, selfBrowserSurface: 'include' }).then(() => 'ok', (e) => String(e)));
    await pause(2000);
    check('a screen is shared again', more === 'ok' && (await bob.saw((l) => l[1] === 'first picture' && l[3] === 'screen_share')).length === 2, more);
    await ann.close(); await bob.close(); await boss.close();
  },
  async layers() {
    const options = { adaptiveStream: true, dynacast: true };
    const ann = await person('layers', 'ann', { options: { ...options, tile: 1000, videoCaptureDefaults: { resolution: { width: 1280, height: 720, frameRate: 30 } } } });
    const bob = await person('layers', 'bob', { options: { ...options, tile: 160 } });
    await pause(4000);
    const small = await flows(bob, 'ann');
    check('a small tile gets a small layer', small.height <= 180 && small.fps > 5, `${small.height}p ${small.fps.toFixed(1)} fps`);
    await bob.run(() => { for (const m of media.values()) m.element.style.width = '1200px'; });
    await pause(4000);
    const large = await flows(bob, 'ann');
    check('a large tile gets a large layer', large.height >= 360 && large.fps > 5, `${large.height}p ${large.fps.toFixed(1)} fps, freezes ${large.all.in['ann camera'].freezes}`);
    await bob.run(() => { for (const m of media.values()) m.element.style.width = '160px'; });
    await pause(4000);
    const smaller = await flows(bob, 'ann');
    check('and a small one again', smaller.height <= 180 && smaller.fps > 5, `${smaller.height}p`);
    await pause(6000);
    const out = (await ann.stats()).out;
    check('layers nobody needs are not sent', Object.entries(out).some(([k, v]) => k.startsWith('camera f') && v.active === false), JSON.stringify(out));
    await bob.run(() => { for (const m of media.values()) m.element.style.display = 'none'; });
    await pause(3000);
    check('a tile that is not shown gets nothing', (await flows(bob, 'ann', 1500)).fps < 1);
    await bob.run(() => { for (const m of media.values()) m.element.style.display = ''; });
    await pause(2500);
    check('and shows again', (await flows(bob, 'ann')).fps > 5);
    await ann.close(); await bob.close();
  },
  async many() {
    const people = [];
    for (let n = 0; n < 5; n += 1) people.push(await person('many', `p${n}`, { options: { videoCaptureDefaults: { resolution: { width: 320, height: 180, frameRate: 15 } } } }));
    await pause(4000);
    for (const viewer of people) {
      const a = await viewer.stats(); await pause(1500); const b = await viewer.stats();
      const seen = Object.keys(b.in).filter((k) => k.endsWith('camera') && b.in[k].frames > (a.in[k]?.frames ?? 0)).length;
      const heard = Object.keys(b.in).filter((k) => k.endsWith('microphone') && b.in[k].energy > (a.in[k]?.energy ?? 0)).length;
      check(`many: ${viewer.identity} sees and hears all four others`, seen === 4 && heard === 4, `${seen} ${heard}`);
    }
    for (const p of people) await p.close();
  },
  async identity() {
    const ann = await person('identity', 'ann'); const bob = await person('identity', 'bob');
    const again = await person('identity', 'ann');
    const why = await ann.waitFor((l) => l[1] === 'disconnected');
    check('the same identity elsewhere ends the first stay', why?.[2] === '2', String(why));
    await pause(2500);
    await everybody([again, bob], 'the second stay');
    for (const p of [ann, bob, again]) await p.close();
    const context = await browser.newContext(); const page = await context.newPage();
    await page.goto(base + '/files/page.html');
    const refused = await page.evaluate((u) => join(u, 'nonsense').then(() => 'in', (e) => e.message), url);
    check('a forged token is refused with words', /invalid authorization token/.test(refused), refused);
    await context.close();
  },
  async dual_resume() {
    const bob = await person('dual_resume', 'bob');
    const dual = await person('dual_resume', 'dual', { options: { singlePeerConnection: false } });
    await pause(2000);
    await dual.run(() => room.simulateScenario('signal-reconnect'));
    check('dual resumes', !!(await dual.waitFor((l) => l[1] === 'reconnected', 20000)));
    for (let n = 0; n < 12; n += 1) {
      const f = await flows(dual, 'bob', 2500); const g = await flows(bob, 'dual', 500);
      check(`${n}: goes on`, f.fps > 3 && f.concealed < 0.3 && g.fps > 1, `${f.fps} ${f.concealed.toFixed(2)} ${g.fps}`);
    }
    await bob.close(); await dual.close();
  },
  async resume() {
    const ann = await person('resume', 'ann'); const bob = await person('resume', 'bob');
    const dual = await person('resume', 'dual', { options: { singlePeerConnection: false } });
    await pause(2500);
    for (const who of [ann, dual]) {
      await who.run(() => room.simulateScenario('signal-reconnect'));
      check(`${who.identity} resumes after its signalling is lost`, !!(await who.waitFor((l) => l[1] === 'reconnected', 20000)), JSON.stringify((await who.log()).slice(-6)));
    }
    await pause(1500);
    await everybody([ann, bob, dual], 'after resuming');
    check('others notice nothing', (await bob.saw((l) => l[1] === 'participantDisconnected')).length === 0);
    await ann.run(() => room.simulateScenario('full-reconnect'));
    check('a full reconnect comes back', !!(await ann.waitFor((l) => l[1] === 'reconnected' && l[0] > 0, 20000)));
    await pause(3500);
    await everybody([ann, bob], 'after a full reconnect');
    for (const p of [ann, bob, dual]) await p.close();
  },
};

for (const [name, story] of Object.entries(stories)) {
  if (only && only !== name) continue;
  console.log(`-- ${name}`);
  try { await story(); } catch (e) { check(name, false, e.stack); }
}
await browser.close();
console.log(failures ? `${failures} failed` : 'all good');
process.exit(failures ? 1 : 0);
