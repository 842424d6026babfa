using Parlance.Domain.Accounts;
using Parlance.Engine;
using Parlance.Irc.Capabilities;

namespace Parlance.Irc.Accounts;

/// <summary>IRCv3 account-notify: those who asked hear it, and the user if it asked too.</summary>
public sealed class UserLoggedInVoice : IIrcVoice<UserLoggedIn>
{
    public static void Say(UserLoggedIn happened, in Utterance what, IrcPen pen)
    {
        if (pen.Has(Capability.AccountNotify)) pen.About(what, what.About).From(what.About!.Source).Word("ACCOUNT"u8).Word(happened.Account).End();
    }
}

/// <inheritdoc cref="UserLoggedInVoice"/>
public sealed class UserLoggedOutVoice : IIrcVoice<UserLoggedOut>
{
    public static void Say(UserLoggedOut happened, in Utterance what, IrcPen pen)
    {
        if (pen.Has(Capability.AccountNotify)) pen.About(what, what.About).From(what.About!.Source).Word("ACCOUNT"u8).Word("*"u8).End();
    }
}
