-- KEYS: the counter, its leases. ARGV: time or nothing, start and end of the window. Returns as reserve, for one charge.
local now = clock(ARGV[1])
local c = read(KEYS[1])
if c.w then expire(c, KEYS[2], now) end
if not roll(c, now, tonumber(ARGV[2]), tonumber(ARGV[3])) then return { -1, now } end
return { 1, now, -1, c.more and 1 or 0, c.s, c.r, add(c.q, c.p), c.w, c.e }
