-- KEYS: as reserve. ARGV: time or nothing, id; then for each charge: amount reserved, amount used, start and end of its window, whether time never ends it.
-- Returns: 1 settled, 0 settled before or never reserved; the time; then for each charge: spent, reserved, total of the window before, start and end of the window;
-- a window that is forgotten has -1 for its start.
if redis.call('DEL', KEYS[1]) == 0 then return { 0 } end
local now = clock(ARGV[1])
local reply = { 1, now }
for i = 1, (#KEYS - 1) / 2 do
  local a = 2 + (i - 1) * 4
  local amount, used, w = num(ARGV[a + 1]), num(ARGV[a + 2]), tonumber(ARGV[a + 3])
  local e = tonumber(ARGV[a + 4])
  local c = read(KEYS[2 * i])
  local held = redis.call('ZREM', KEYS[2 * i + 1], ARGV[2] .. '|' .. ARGV[a + 3] .. '|' .. ARGV[a + 1]) == 1
  local n = #reply
  if w == c.w then
    if held then c.r = sub(c.r, amount) end
    c.s = add(c.s, used)
    if held or used ~= 0 then redis.call('HSET', c.key, 's', c.s, 'r', c.r) end
    if c.e >= EXACT and used ~= 0 then redis.call('PERSIST', c.key) end
    reply[n + 1], reply[n + 2], reply[n + 3], reply[n + 4], reply[n + 5] = c.s, c.r, add(c.q, c.p), w, e
  elseif c.w and e == c.w then
    if held then c.p = sub(c.p, amount) end
    c.q = add(c.q, used)
    if held or used ~= 0 then redis.call('HSET', c.key, 'q', c.q, 'p', c.p) end
    reply[n + 1], reply[n + 2], reply[n + 3], reply[n + 4], reply[n + 5] = c.q, c.p, '0', w, e
  else
    reply[n + 1], reply[n + 2], reply[n + 3], reply[n + 4], reply[n + 5] = '0', '0', '0', -1, e
  end
end

return reply
