select measure, inputs, part from part_input
