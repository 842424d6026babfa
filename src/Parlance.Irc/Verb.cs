namespace Parlance.Irc;

/// <summary>When a command may be given.</summary>
public enum Stage
{
    /// <summary>Any time.</summary>
    Any,
    /// <summary>Before registration is complete only.</summary>
    Registering,
    /// <summary>By registered users.</summary>
    Registered,
    /// <summary>By staff.</summary>
    Operator,
}

/// <summary>A command's card: its name and what the gate checks, so that handlers need not (STYLE 3.4). HELP and the reference are made from it.</summary>
/// <param name="Name">The command, in upper case.</param>
/// <param name="ParamsMin">Fewer parameters are answered with ERR_NEEDMOREPARAMS.</param>
/// <param name="Cost">What it uses of the sender's rate, in messages.</param>
/// <param name="From">When it may be given.</param>
/// <param name="Syntax">Its parameters, for HELP: <c>&lt;channel&gt; [&lt;topic&gt;]</c>.</param>
/// <param name="Help">What it does, in a sentence.</param>
/// <param name="Privilege">The operator privilege it needs; null: none beyond the stage.</param>
public sealed record Verb(string Name, int ParamsMin = 0, double Cost = 1, Stage From = Stage.Registered, string Syntax = "", string Help = "", string? Privilege = null);

/// <summary>A command: its card and its handler. Found at start; nothing else names it.</summary>
public interface IIrcCommand
{
    static abstract Verb Verb { get; }

    static abstract void Handle(IrcSession client, in Wire.IrcLine line);
}
