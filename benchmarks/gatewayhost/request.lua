wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer loopback"
wrk.body = '{"model":"chat","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Say hello to the world."}],"max_tokens":64}'
