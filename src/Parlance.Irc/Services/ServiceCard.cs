namespace Parlance.Irc.Services;

/// <summary>A service's command: its name and what is checked before it runs. HELP is made from it.</summary>
/// <param name="Name">The command, in upper case.</param>
/// <param name="Syntax">Its words, for HELP.</param>
/// <param name="Help">What it does, in sentences.</param>
/// <param name="WordsMin">Fewer words are answered with the syntax.</param>
/// <param name="NeedsAccount">Whether it is for users with an account.</param>
public sealed record ServiceCard(string Name, string Syntax, string Help, int WordsMin = 0, bool NeedsAccount = false);

/// <summary>A command of NickServ. Found at start; nothing else names it.</summary>
public interface INickServCommand
{
    static abstract ServiceCard Card { get; }

    static abstract void Handle(ServiceCall call);
}

/// <summary>A command of ChanServ. Found at start; nothing else names it.</summary>
public interface IChanServCommand
{
    static abstract ServiceCard Card { get; }

    static abstract void Handle(ServiceCall call);
}
