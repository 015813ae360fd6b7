-- Amounts are whole numbers. Below EXACT they are Lua numbers, which hold them exactly; from there on decimal texts.
-- Redis writes and returns both with every digit. Only Lua's own concatenation would round numbers: it needs text().
local EXACT = 9e15

local function num(v)
  if not v then return 0 end
  local n = tonumber(v)
  return n < EXACT and n or v
end

local function text(v)
  return type(v) == 'number' and string.format('%.0f', v) or v
end

local function split(v)
  local t = text(v)
  if #t <= 9 then return 0, tonumber(t) end
  return tonumber(string.sub(t, 1, -10)), tonumber(string.sub(t, -9))
end

local function join(high, low)
  if high < 9e6 then return high * 1e9 + low end
  return string.format('%.0f%09.0f', high, low)
end

local function add(a, b)
  local sum = a + b
  if sum < EXACT then return sum end
  local ah, al = split(a)
  local bh, bl = split(b)
  local low, high = al + bl, ah + bh
  if low >= 1e9 then low, high = low - 1e9, high + 1 end
  return join(high, low)
end

-- Never below zero.
local function sub(a, b)
  if type(a) == 'number' and type(b) == 'number' then return a > b and a - b or 0 end
  local ah, al = split(a)
  local bh, bl = split(b)
  local low, high = al - bl, ah - bh
  if low < 0 then low, high = low + 1e9, high - 1 end
  return high < 0 and 0 or join(high, low)
end

local function fits(a, limit)
  if type(a) == 'number' or type(limit) == 'number' then return tonumber(a) <= tonumber(limit) end
  local ah, al = split(a)
  local lh, ll = split(limit)
  return ah < lh or (ah == lh and al <= ll)
end

-- value * left / length, rounded up.
local function share(value, left, length)
  if left >= length or value == 0 then return value end
  if length > 4e12 then left, length = math.ceil(left / 1000), math.floor(length / 1000) end
  local product = value * left
  if product < EXACT then
    local rest = math.fmod(product, length)
    return (product - rest) / length + (rest > 0 and 1 or 0)
  end

  -- Long division, three digits at a time: no step leaves the range in which numbers are exact.
  local digits = text(value)
  digits = string.rep('0', (3 - #digits % 3) % 3) .. digits
  local rest, high, low = 0, 0, 0
  for i = 1, #digits, 3 do
    local part = rest * 1000 + tonumber(string.sub(digits, i, i + 2)) * left
    rest = math.fmod(part, length)
    low = low * 1000 + (part - rest) / length
    local carry = math.floor(low / 1e9)
    low, high = low - carry * 1e9, high * 1000 + carry
  end

  local result = join(high, low)
  return rest > 0 and add(result, 1) or result
end

-- Microseconds since 1970 by the clock of the server. Tests may bring their own.
local function clock(given)
  local now = tonumber(given)
  if now then return now end
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- A counter is a hash: w, e: its window; s, r: spent and reserved in it; q, p: the same in the window before;
-- n: when the first lease expires; t: until when both keys are kept. Its leases are a sorted set by expiry.
local function read(key)
  local h = redis.call('HMGET', key, 'w', 'e', 's', 'r', 'q', 'p', 'n', 't')
  local c = { key = key, ws = h[1], s = num(h[3]), r = num(h[4]), q = num(h[5]), p = num(h[6]), n = tonumber(h[7] or 0), t = tonumber(h[8] or 0) }
  if c.ws then c.w, c.e = tonumber(c.ws), tonumber(h[2]) end
  return c
end

-- Gives back what nobody settled in time, a bounded number at once.
local function expire(c, leases, now)
  if c.n == 0 or now < c.n then return end
  local due = redis.call('ZRANGEBYSCORE', leases, '-inf', now, 'LIMIT', 0, 100)
  for _, member in ipairs(due) do
    local window, amount = string.match(member, '^[^|]*|(%d+)|(%d+)$')
    window = tonumber(window)
    if window == c.w then
      c.r = sub(c.r, num(amount))
    elseif window < c.w then
      c.p = sub(c.p, num(amount))
    end
  end

  if #due > 0 then redis.call('ZREM', leases, unpack(due)) end
  local first = redis.call('ZRANGE', leases, 0, 0, 'WITHSCORES')
  c.n = first[2] and first[2] ~= 'inf' and tonumber(first[2]) or 0

  -- The set has a member that never expires. Without it the set itself is gone, and with it every lease.
  if not first[1] then c.r, c.p, c.t = 0, 0, 0 end
  c.more = c.n > 0 and c.n <= now
  redis.call('HSET', c.key, 'r', c.r, 'p', c.p, 'n', c.n, 't', c.t)
end

-- Goes on to the window of the present moment. A window that has begun stands, whoever computed it, and time does not go back.
-- False when the caller's window is not that of the moment.
local function roll(c, now, w, e)
  if c.w and now < c.e then return true end
  if now < w or now >= e then return false end
  if c.e == w then
    c.q, c.p = c.s, c.r
  else
    c.q, c.p = 0, 0
  end

  c.s, c.r, c.w, c.ws, c.e, c.new = 0, 0, w, text(w), e, true
  return true
end
