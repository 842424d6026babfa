using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>The presence of somebody in a room (XEP-0045 §7.1 and on), written once for all who see it alike.</summary>
internal readonly ref struct OccupantPresence
{
    public required XmppDialect Dialect { get; init; }
    public required Room Room { get; init; }
    public required User User { get; init; }
    public required View View { get; init; }

    /// <summary>They leave, or leave this nick.</summary>
    public bool IsGone { get; init; }

    /// <summary>The nick it comes from, when it is not the one they have now.</summary>
    public string? Nick { get; init; }

    /// <summary>The nick they take.</summary>
    public string? NewNick { get; init; }

    /// <summary>They are banned with it.</summary>
    public bool IsOutcast { get; init; }

    /// <summary>Who did it to them: a nick.</summary>
    public string? Actor { get; init; }

    /// <summary>Why it was done to them.</summary>
    public string? Reason { get; init; }

    /// <summary>Their own words at leaving.</summary>
    public string? Farewell { get; init; }
    public ReadOnlySpan<int> Codes { get; init; }

    public void Write(XmlPen pen)
    {
        var member = User.In(Room);
        pen.Open("presence"u8).Attribute("from"u8, $"{Dialect.Addresses.Of(Room).Bare}/{Nick ?? User.Nick}");
        if (IsGone) pen.Attribute("type"u8, "unavailable"u8);
        if (Farewell is { Length: > 0 }) pen.Element("status"u8, Farewell);
        if (!IsGone) Availability.Write(pen, User, Room);
        pen.Open("x"u8, Muc.User).Open("item"u8)
            .Attribute("affiliation"u8, IsOutcast ? Standing.Outcast : Standing.AffiliationOf(Room, User))
            .Attribute("role"u8, member is null || (IsGone && NewNick is null) ? Standing.None : Standing.RoleOf(Room, member));
        if (View != View.Other || !Room.HidesAddresses()) pen.Attribute("jid"u8, Availability.AddressOf(Dialect, User, Room));
        pen.AttributeIf("nick"u8, NewNick);
        if (Actor is not null) pen.Open("actor"u8).Attribute("nick"u8, Actor).Close();
        if (Reason is { Length: > 0 }) pen.Element("reason"u8, Reason);
        pen.Close();
        foreach (var code in Codes) Status(pen, code);
        if (View == View.Self) Status(pen, Muc.Self);
        pen.Close();
        if (member is not null) pen.Open("occupant-id"u8, Muc.OccupantId).Attribute("id"u8, Dialect.Addresses.IdOf(member)).Close();
        pen.End();
    }

    public static void Status(XmlPen pen, int code) => pen.Open("status"u8).Attribute("code"u8, code).Close();
}
