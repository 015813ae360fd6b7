using AuditTool;

return await Tool.RunAsync(args, Console.Out, Console.Error);
