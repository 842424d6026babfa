using Parlance.Wire.Tests.Fuzz;

// --fuzz [TARGET|all] [--seconds N] [--seed S] [--input BASE64]: fuzz; anything else is xunit's.
return args is ["--fuzz", ..] ? FuzzCommand.Run(args.AsSpan(1)) : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
