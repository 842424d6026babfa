using Parlance.Domain.Accounts;
using Parlance.Domain.Users;
using Parlance.Xmpp.Rooms;

namespace Parlance.Xmpp.Users;

/// <summary>Who is away, or back, is shown so in each room they are in.</summary>
internal sealed class AwayVoice : IRoomVoice<AwaySet>
{
    public static void Say(AwaySet happened, in RoomWords words) => words.Present();
}

/// <inheritdoc cref="AwayVoice"/>
internal sealed class PresenceVoice : IRoomVoice<PresenceChanged>
{
    public static void Say(PresenceChanged happened, in RoomWords words)
    {
        if (happened.Show is not null) words.Present();
    }
}

/// <summary>An account brings another address, and may bring another affiliation.</summary>
internal sealed class LoggedInVoice : IRoomVoice<UserLoggedIn>
{
    public static void Say(UserLoggedIn happened, in RoomWords words) => words.Present();
}

/// <inheritdoc cref="LoggedInVoice"/>
internal sealed class LoggedOutVoice : IRoomVoice<UserLoggedOut>
{
    public static void Say(UserLoggedOut happened, in RoomWords words) => words.Present();
}
