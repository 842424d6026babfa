using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Engine;

/// <summary>What staff asks without a session of its own: over the admin API, from the command line.</summary>
public sealed partial class Node
{
    /// <summary>Who acts, while no session does; its name goes into the events.</summary>
    private Actor _acting;

    /// <summary>Asks a room for something with staff rights. Null: done.</summary>
    public Refusal? AskAs(StaffMember by, Room room, RoomCommand command) =>
        CarryAs(by, command.Decide(room, new Asker { User = SeenAs(by), Member = null, State = State, Now = Circumstances(asOperator: true) }), room);

    /// <summary>Asks for something that concerns the node or a user, with staff rights. Null: done.</summary>
    public Refusal? AskAs(StaffMember by, UserCommand command) => CarryAs(by, command.Decide(SeenAs(by), State, Circumstances(asOperator: true)), null);

    /// <summary>Carries out a verdict in the name of a member of staff.</summary>
    public Refusal? CarryAs(StaffMember by, Verdict verdict, Room? room)
    {
        _acting = new(default, by.Name, AsOperator: true);
        try
        {
            return Carry(verdict, null, room, asOperator: true);
        }
        finally
        {
            _acting = default;
        }
    }

    /// <summary>A user that is in no table: what decisions and setters' names see of somebody who has no session.</summary>
    private User SeenAs(StaffMember by) => new()
    {
        Uid = default,
        Nick = by.Name,
        NickFolded = Names.Fold(by.Name),
        Ident = "admin",
        Address = by.Address,
        Host = Settings.Server.Name,
        RealHost = Settings.Server.Name,
        RealName = by.Name,
        Operator = new(by.Name, by.Class),
    };
}

/// <summary>Somebody of staff who acts without a session.</summary>
/// <param name="Name">The <c>[[oper]]</c> block's or the account's.</param>
/// <param name="Class">The class of operators it acts as.</param>
/// <param name="Address">Where it acts from.</param>
public sealed record StaffMember(string Name, string Class, string Address);
