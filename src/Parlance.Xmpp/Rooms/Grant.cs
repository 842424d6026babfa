using Parlance.Domain.Rooms;

namespace Parlance.Xmpp.Rooms;

/// <summary>Another rank is another role (XEP-0045 §8.3 and on).</summary>
internal sealed class GrantedVoice : IRoomVoice<RankGranted>
{
    public static void Say(RankGranted happened, in RoomWords words) => words.Present();
}

/// <inheritdoc cref="GrantedVoice"/>
internal sealed class RevokedVoice : IRoomVoice<RankRevoked>
{
    public static void Say(RankRevoked happened, in RoomWords words) => words.Present();
}
