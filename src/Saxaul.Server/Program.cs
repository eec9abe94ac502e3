using Saxaul.Server.Commands;

return CommandLine.Run(args);
