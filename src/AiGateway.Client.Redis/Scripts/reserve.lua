-- KEYS: the lease; then for each charge its counter and its leases.
-- ARGV: time or nothing, id, lifetime (us), time to keep the lease (ms); then for each charge: amount, limit, enforced, sliding, start and end of the window.
-- Returns: 1 granted, 0 refused, -1 another window has begun; the time; the place of the charge that did not fit, from 0; whether more leases are to be given
-- back; then for each charge: spent, reserved, total of the window before, start and end of the window.
local now = clock(ARGV[1])
local expiry = now + ARGV[3]
local count = (#KEYS - 1) / 2
local counters = {}
local reply = { 1, now, -1, 0 }
local refused

local function tell(c)
  local n = #reply
  reply[n + 1], reply[n + 2], reply[n + 3] = c.s, c.r, add(c.q, c.p)
  reply[n + 4], reply[n + 5] = c.w, c.e
end

for i = 1, count do
  local a = 4 + (i - 1) * 6
  local c = read(KEYS[2 * i])
  counters[i] = c
  if c.w then expire(c, KEYS[2 * i + 1], now) end
  if not roll(c, now, tonumber(ARGV[a + 5]), tonumber(ARGV[a + 6])) then return { -1, now } end
  if not refused and ARGV[a + 3] == '1' then
    local amount = num(ARGV[a + 1])
    local used = add(add(c.s, c.r), amount == 0 and 1 or amount)
    if ARGV[a + 4] == '1' then used = add(used, share(add(c.q, c.p), c.e - now, c.e - c.w)) end
    if not fits(used, num(ARGV[a + 2])) then
      refused = true
      reply[1], reply[3], reply[4] = 0, i - 1, c.more and 1 or 0
    end
  end
end

if refused then
  for i = 1, count do tell(counters[i]) end
  return reply
end

-- The same request that comes twice is one reservation.
local fresh = redis.call('SET', KEYS[1], '1', 'PX', ARGV[4], 'NX')
for i = 1, count do
  local a = 4 + (i - 1) * 6
  local c = counters[i]
  if fresh then
    local leases = KEYS[2 * i + 1]
    local amount = num(ARGV[a + 1])
    c.r = add(c.r, amount)
    local keep = c.e < EXACT and c.e + ARGV[3] + (ARGV[a + 4] == '1' and c.e - c.w or 0) or expiry
    local first = c.n == 0 or expiry < c.n
    if first then c.n = expiry end
    local longer = c.t < keep
    if longer then c.t = c.e < EXACT and keep or keep + ARGV[3] end
    if c.new then
      redis.call('HSET', c.key, 'w', c.w, 'e', c.e, 's', c.s, 'r', c.r, 'q', c.q, 'p', c.p, 'n', c.n, 't', c.t)
    elseif longer then
      redis.call('HSET', c.key, 'r', c.r, 'n', c.n, 't', c.t)
    elseif first then
      redis.call('HSET', c.key, 'r', c.r, 'n', c.n)
    else
      redis.call('HSET', c.key, 'r', c.r)
    end

    redis.call('ZADD', leases, expiry, ARGV[2] .. '|' .. c.ws .. '|' .. ARGV[a + 1])
    if longer then
      -- A member that never expires keeps the set, and with it its time to live, while it is empty.
      local life = math.ceil((c.t - now) / 1000)
      redis.call('ZADD', leases, '+inf', '-')
      redis.call('PEXPIRE', leases, life)
      if c.e < EXACT or c.s == 0 then redis.call('PEXPIRE', c.key, life) end
    end
  end

  tell(c)
end

return reply
