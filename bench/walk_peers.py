"""Other solvers on one distance matrix; runs in a virtual environment of its own, which bench/walk_order.py makes.

Reads {"solver": ..., "distance": [[whole centimetres]]} lines and answers {"order": [...], "seconds": ...} lines. The
last point of the matrix is the way home that nobody walks: no distance from anywhere.
"""

import json
import sys
import time
from collections.abc import Callable

GLS_SECONDS = 1


def elkai(distance: list[list[int]]) -> list[int]:
    """LKH 3, ten runs."""
    import elkai as lkh

    return lkh.DistanceMatrix(distance).solve_tsp(runs=10)[:-1]


def ortools(distance: list[list[int]]) -> list[int]:
    """OR-Tools routing: cheapest arc, then guided local search for one second."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    home = len(distance) - 1
    manager = pywrapcp.RoutingIndexManager(len(distance), 1, home)
    routing = pywrapcp.RoutingModel(manager)
    transit = routing.RegisterTransitMatrix(distance)
    routing.SetArcCostEvaluatorOfAllVehicles(transit)
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    how.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    how.time_limit.seconds = GLS_SECONDS
    found = routing.SolveWithParameters(how)
    order, at = [], routing.Start(0)
    while not routing.IsEnd(at):
        order.append(manager.IndexToNode(at))
        at = found.Value(routing.NextVar(at))
    return order


def vroom(distance: list[list[int]]) -> list[int]:
    """VROOM, exploration level 5, one thread."""
    import numpy as np
    import vroom as solver

    home = len(distance) - 1
    problem = solver.Input()
    problem.set_durations_matrix(profile="car", matrix_input=np.array(distance, dtype=np.uint32))
    problem.add_vehicle(solver.Vehicle(1, start=home, end=home))
    problem.add_job([solver.Job(point, location=point) for point in range(home)])
    routes = problem.solve(exploration_level=5, nb_threads=1).routes
    return [home, *(int(point) for point in routes[routes["type"] == "job"]["location_index"])]


SOLVERS: dict[str, Callable[[list[list[int]]], list[int]]] = {"elkai": elkai, "ortools": ortools, "vroom": vroom}


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.perf_counter()
        order = SOLVERS[asked["solver"]](asked["distance"])
        seconds = time.perf_counter() - began
        home = order.index(len(asked["distance"]) - 1)
        print(json.dumps({"order": order[home + 1 :] + order[:home], "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
