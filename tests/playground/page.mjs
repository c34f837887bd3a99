// Drives the built page in Debian's Chromium, as a user would:  node page.mjs SITE CALLS.json SCREENSHOTS
//
// Figures are printed and never judged: they depend on the machine.
import {strict as assert} from 'node:assert';
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const [sources, callsFile, shots] = process.argv.slice(2);
const need = createRequire(join(sources, 'site/package.json'));
const {chromium} = need('playwright-core');
const axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');

const server = spawn(process.execPath, [join(sources, 'site/serve'), '0'], {stdio: ['ignore', 'pipe', 'inherit']});
const address = await new Promise(resolve => server.stdout.once('data', line => resolve(String(line).trim())));
const profile = mkdtempSync(join(tmpdir(), 'feastctl-page-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, viewport: {width: 1360, height: 900}, bypassCSP: false,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
         '--disable-component-update', '--disable-sync'],
});

let failures = 0;
async function check(name, test) {
  try {
    await test();
    console.log(`ok      ${name}`);
  } catch (error) {
    ++failures;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}

const problems = [];
async function open(url, options = {}) {
  const page = await context.newPage();
  page.on('pageerror', error => problems.push(error.message));
  page.on('console', message => message.type() === 'error' && problems.push(`${message.text()} (${JSON.stringify(message.location())})`));
  if (options.colorScheme) await page.emulateMedia({colorScheme: options.colorScheme});
  if (options.width) await page.setViewportSize({width: options.width, height: 844});
  await page.goto(url);
  if (url.includes('docs/')) return page;
  await page.waitForFunction(() => /error|note/.test(document.querySelector('#status').textContent));
  return page;
}
const settled = (page, pattern) => page.waitForFunction(
  source => new RegExp(source).test(document.querySelector('#status').textContent), pattern);
const bundle = page => page.locator('#bundle .cm-content').innerText();

/** Types at the end of the first line that contains a text. */
async function typeAfter(page, found, typed) {
  await page.locator('#editor .cm-line', {hasText: found}).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(typed, {delay: 20});
}

/** Replaces the whole text of the editor. */
async function paste(page, text) {
  await page.locator('#editor .cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

async function accessible(page) {
  // Given to the page by the debugger, which its policy does not concern.
  const violations = await page.evaluate(`${axe}; axe.run(document, {resultTypes: ['violations']}).then(({violations}) =>
    violations.map(({id, nodes}) => id + ': ' + nodes.map(node => node.target + ' ' + node.failureSummary).join(' | ')))`);
  assert.deepEqual(violations, []);
}

const page = await open(`${address}`);
const requests = [];
page.on('request', request => /^https?:/.test(request.url()) && requests.push(request.url()));

await check('the first example has no errors, and its bundle is shown', async () => {
  await settled(page, '^0 errors');
  await page.waitForFunction(() => document.querySelector('#bundle .cm-content').textContent.includes('apiVersion'));
});

const MINIMAL = readFileSync(join(sources, 'examples/minimal/store.yaml'), 'utf8');
await check('a mistake is found at its line, and its fix changes the bundle', async () => {
  await paste(page, MINIMAL.replace('feastProject', 'feastProjekt'));
  await settled(page, '^1 error');
  const finding = page.locator('#findings li.error');
  assert.match(await page.locator('#findings li').first().innerText(), /FS201/, 'errors come first, although a note is above');
  assert.match(await finding.innerText(), /Line 8[^]*FS201/);
  await page.locator('#editor .cm-lintRange-error').first().waitFor();
  await finding.locator('.place').click();
  assert.match(await page.locator('#editor .cm-activeLine').innerText(), /feastProjekt/);
  await finding.locator('.fix').first().click();
  await settled(page, '^0 errors');
  await page.waitForFunction(() => document.querySelector('#bundle .cm-content').textContent.includes('apiVersion'));
  assert.match(await page.locator('#editor .cm-content').innerText(), /feastProject: my_project/);
});

await check('typing is completed from the schema', async () => {
  await typeAfter(page, 'feastProject', '\nserv');
  await page.locator('.cm-tooltip-autocomplete li', {hasText: 'services'}).first().waitFor();
  await page.waitForTimeout(150);  // the completion ignores keys that come at once, as it may just have opened
  await page.keyboard.press('Enter');
  assert.match(await page.locator('#editor .cm-content').innerText(), /services:/);
});

await check('a key is explained under the mouse', async () => {
  await page.locator('#editor .cm-line', {hasText: 'feastProject'}).locator('span', {hasText: 'feastProject'}).first().hover();
  await page.locator('.explanation', {hasText: 'name of the Feast project'}).waitFor();
});

await check('defaults name their origins', async () => {
  await page.locator('#tab-defaults').click();
  await page.waitForFunction(() => /spec:/.test(document.querySelector('#defaults .cm-content').textContent));
});

await check('an example is chosen, and simulated', async () => {
  await page.locator('#example').selectOption('hpa');
  await settled(page, '^0 errors');
  await page.locator('#tab-simulate').click();
  await page.locator('#simulation img').waitFor();
  assert.match(await page.locator('#simulated').innerText(), /replicas|pods/);
});

await check('the graph is drawn; arrow keys move between the tabs', async () => {
  await page.locator('#tab-simulate').focus();
  await page.keyboard.press('ArrowLeft');
  await page.locator('#graph img').waitFor();
  const drawn = await page.locator('#graph img').evaluate(image => image.decode().then(() => image.naturalWidth));
  assert(drawn > 100, String(drawn));
  const width = () => page.locator('#graph img').evaluate(image => image.clientWidth);
  const scaled = await width();
  await page.locator('#actualSize').check();
  assert(scaled < drawn && await width() === drawn, `${scaled}, and then ${await width()} of ${drawn} pixels`);
  await page.locator('.scrolls.more-right:not(.more-left) > #graph').waitFor();
  await page.locator('#graph').evaluate(graph => graph.scrollTo(graph.scrollWidth, 0));
  await page.locator('.scrolls.more-left:not(.more-right) > #graph').waitFor();
  await page.locator('#actualSize').uncheck();
});

await check('two stores are compared', async () => {
  await page.locator('#tab-diff').click();
  await page.locator('#baseline').click();
  await page.waitForFunction(() => /same/.test(document.querySelector('#diff').textContent));
  await page.locator('#platform').selectOption('openshift');
  await page.locator('#platform').selectOption('kubernetes');
  const text = readFileSync(join(sources, 'examples/hpa/store.yaml'), 'utf8');
  await paste(page, text.replace(/feastProject: \w+/, 'feastProject: another'));
  await page.waitForFunction(() => /another|restart|ConfigMap/.test(document.querySelector('#diff').textContent));
});

await check('a link opens the same page; Secrets stay out of it unless asked', async () => {
  await paste(page, `${MINIMAL}---\napiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: feast}\nstringData: {key: hidden-word}\n`);
  await page.locator('#tab-defaults').click();
  await page.locator('#share').click();
  await page.waitForFunction(() => document.querySelector('#share').textContent !== 'Copy link');
  const other = await open(page.url());
  const shared = await other.locator('#editor .cm-content').innerText();
  assert.match(shared, /feastProject: my_project/);
  assert.doesNotMatch(shared, /hidden-word/);
  assert.equal(await other.locator('#tab-defaults').getAttribute('aria-selected'), 'true');
  await other.close();
  await page.locator('#withSecrets').check();
  await page.locator('#share').click();
  await page.waitForTimeout(700);
  const whole = await open(page.url());
  assert.match(await whole.locator('#editor .cm-content').innerText(), /hidden-word/);
  await whole.close();
});

await check('nothing was requested after the page had loaded', () => assert.deepEqual(requests, []));

await check('the policy allows neither other hosts, nor code in texts or in the page', async () => {
  const fresh = await context.newPage();
  await fresh.goto(address);
  const refused = await fresh.evaluate(async () => {
    const found = [];
    document.addEventListener('securitypolicyviolation', event => found.push(event.effectiveDirective));
    await fetch('http://127.0.0.1:9/').catch(() => {});
    document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}));
    document.body.append(Object.assign(document.createElement('img'), {src: 'http://127.0.0.1:9/'}));
    const form = document.body.appendChild(Object.assign(document.createElement('form'), {action: 'http://127.0.0.1:9/'}));
    form.submit();
    setTimeout('window.ran = true');  // a text, as eval() takes
    for (let turn = 0; turn < 100 && new Set(found).size < 5; ++turn) await new Promise(resolve => setTimeout(resolve, 100));
    return {found: [...new Set(found)].sort(), ran: window.ran === true};
  });
  assert.deepEqual(refused, {
    found: ['connect-src', 'form-action', 'img-src', 'script-src', 'script-src-elem'], ran: false,
  });
  await fresh.close();
});

await check('recorded stores give the native program’s bytes', async () => {
  const calls = JSON.parse(readFileSync(callsFile, 'utf8'));
  const different = await page.evaluate(async given => {
    const worker = new Worker('worker.js', {type: 'module'});
    worker.postMessage({module: await WebAssembly.compileStreaming(fetch('playground.wasm'))});
    const found = [];
    for (const [id, {name, args, stdin, ...native}] of given.entries()) {
      const here = await new Promise(resolve => {
        worker.onmessage = ({data}) => data.kind && resolve(data);
        worker.postMessage({id, kind: 'test', args, stdin});
      });
      for (const what of ['status', 'output', 'errors']) if (here[what] !== native[what]) found.push(`${name}: ${what}`);
    }
    worker.terminate();
    return found;
  }, calls);
  assert.deepEqual(different, []);
  console.log(`        ${calls.length} calls compared`);
});

await check('accessible in light and dark, and on a phone', async () => {
  for (const [name, options] of Object.entries({
    light: {colorScheme: 'light'}, dark: {colorScheme: 'dark'}, phone: {colorScheme: 'light', width: 390},
  })) {
    const shown = await open(address, options);
    await paste(shown, MINIMAL.replace('feastProject', 'feastProjekt'));
    await settled(shown, '^1 error');
    for (const tab of ['bundle', 'defaults', 'diff', 'graph', 'simulate']) {
      await shown.locator(`#tab-${tab}`).click();
      await accessible(shown);
    }
    await shown.locator('#example').selectOption('hpa');
    await settled(shown, '^0 errors');
    for (const tab of ['bundle', 'graph', 'simulate']) {
      await shown.locator(`#tab-${tab}`).click();
      await shown.waitForTimeout(400);
      await accessible(shown);
      if (shots) await shown.screenshot({path: join(shots, `${name}-${tab}.png`), fullPage: options.width !== undefined});
    }
    const wide = await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(wide <= 0, `${name}: the page is ${wide} pixels wider than the window`);
    await shown.close();
  }
});

await check('documents are pages with working links', async () => {
  const docs = await open(`${address}docs/README.html`, {});
  const seen = new Set();
  const dead = [];
  const queue = [docs.url()];
  while (queue.length > 0) {
    const url = queue.pop();
    if (seen.has(url)) continue;
    seen.add(url);
    const response = await fetch(url);
    if (!response.ok) dead.push(url);
    for (const [, link] of (await response.text()).matchAll(/<a href="([^"#]+)/g)) {
      const target = new URL(link, url);
      if (target.origin === new URL(address).origin && target.pathname.endsWith('.html')) queue.push(target.href);
    }
  }
  assert.deepEqual(dead, []);
  assert(seen.size > 150, `only ${seen.size} pages are linked`);
  await docs.goto(`${address}docs/codes/FS201.html`);
  await accessible(docs);
  if (shots) await docs.screenshot({path: join(shots, 'code.png')});
  await docs.close();
});

await check('figures', async () => {
  const fresh = await context.newPage();
  await fresh.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver(list => window.longTasks.push(...list.getEntries().map(({duration, startTime}) => [startTime, duration]))).observe({type: 'longtask'});
  });
  await fresh.goto(address);
  await fresh.waitForFunction(() => performance.getEntriesByName('checked').length > 0);
  const figures = await fresh.evaluate(() => {
    const [load] = performance.getEntriesByType('navigation');
    return {loaded: load.loadEventEnd, checked: performance.getEntriesByName('checked')[0].startTime};
  });
  console.log(`        first finding ${(figures.checked - figures.loaded).toFixed(0)} ms after the load event (${figures.checked.toFixed(0)} ms after navigation)`);
  const from = await fresh.evaluate(() => performance.now());
  await typeAfter(fresh, 'feastProject', 'abcdefghijklmnopqrst');
  await fresh.waitForTimeout(500);
  const long = await fresh.evaluate(since => window.longTasks.filter(([start]) => start > since).map(([, duration]) => duration), from);
  console.log(`        long tasks while typing 20 keys: ${long.length === 0 ? 'none' : long.map(ms => `${ms} ms`).join(', ')}`);
  const each = await fresh.evaluate(async text => {
    const worker = new Worker('worker.js', {type: 'module'});
    worker.postMessage({module: await WebAssembly.compileStreaming(fetch('playground.wasm'))});
    const times = [];
    for (let id = 0; id < 60; ++id) {
      const begin = performance.now();
      await new Promise(resolve => {
        worker.onmessage = ({data}) => data.kind && resolve();
        worker.postMessage({id, kind: 'test', args: ['validate', '--output=json', 'store.yaml'], files: {'store.yaml': text}});
      });
      times.push(performance.now() - begin);
    }
    worker.terminate();
    return times.slice(20).sort((a, b) => a - b)[20];
  }, MINIMAL);
  console.log(`        validate one store: ${each.toFixed(1)} ms (median, with the way to the worker and back)`);
  await fresh.close();
});

await check('no errors in the console', () => assert.deepEqual(problems, []));

await context.close();
server.kill();
rmSync(profile, {recursive: true, force: true});
process.exitCode = failures > 0 ? 1 : 0;
