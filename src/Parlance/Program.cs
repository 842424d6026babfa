using Parlance.Commands;

// The server's own start does not pay for the command line's library: this shape of arguments is read by hand, every other one by it.
return RunArguments.TryRead(args, out var run) ? Run.Serve(run) : CommandTree.Invoke(args);
